// The package's own types import './core' without an extension, which NodeNext cannot resolve.
declare module 'opencc-js/t2cn' {
  /** Lines of words and what becomes of them: '註 注|臺灣 台湾'. */
  export const Locale: { readonly to: { readonly cn: readonly (readonly string[])[] } }
  export function Converter(options: { readonly from: 't'; readonly to: 'cn' }): (text: string) => string
}
