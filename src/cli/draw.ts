import { faces } from '../app/drawing.js'
import { mermaidOf } from '../draw/flow-mermaid.js'
import { flowShown } from '../draw/flow-shown.js'
import { flowSvg } from '../draw/flow-svg.js'
import { complain, print, type Console } from './console.js'
import { writeNew } from './new-file.js'
import { faultsOf, readKnowledge, settings, today } from './settings.js'

export interface DrawOptions {
  readonly flow: string
  /** A new file for the picture; undefined: Mermaid on standard output. */
  readonly svg: string | undefined
}

/** Draws a flow with what its cases reach: also where they do not reach all of it. Exit code 1 if it cannot be drawn. */
export async function draw(console: Console, { flow, svg }: DrawOptions): Promise<number> {
  const config = settings(console)
  if (config === undefined) return 1
  const on = today(config)
  const read = await readKnowledge(config, on)
  const proofs = 'proofs' in read ? read.proofs : []
  const proof = proofs.find((one) => one.flow.id === flow)
  if (proof === undefined) {
    const known = proofs.map((one) => one.flow.id).join('、')
    const faults = read.ok ? [] : faultsOf(read)
    for (const line of faults) complain(console, line)
    if (known !== '') complain(console, `没有叫 ${flow} 的面谈，有：${known}`)
    return 1
  }
  const shown = flowShown(proof, on)
  if (svg === undefined) {
    console.output.write(mermaidOf(shown))
    return 0
  }
  const trouble = await writeNew(svg, flowSvg(shown, await faces()))
  if (trouble === undefined) print(console, `画好了：${svg}`)
  else complain(console, trouble)
  return trouble === undefined ? 0 : 1
}
