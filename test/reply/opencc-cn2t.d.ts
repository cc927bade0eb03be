// The package's own types cannot be resolved, as in src/knowledge/words/opencc-t2cn.d.ts.
declare module 'opencc-js/cn2t' {
  export function Converter(options: { readonly from: 'cn'; readonly to: 't' }): (text: string) => string
}
