// The package ships its dictionaries without types: pairs of "simplified traditional", separated by '|'.
declare module 'opencc-js/dict/*' {
  const pairs: string
  export default pairs
}
