import type { Knowledge } from '../../knowledge/knowledge.js'
import type { FlowId } from '../../values/ids.js'
import type { FlowSource } from './flow-file.js'
import { flowOf } from './flow-of.js'
import type { Flow } from './flow.js'

/** All guided interviews of one version of the files. */
export interface Flows {
  /** In the order in which they are listed. */
  readonly all: ReadonlyMap<FlowId, Flow>
  /** That of the knowledge they were read with. */
  readonly version: string
}

/** The same as plain data, which can be written down and sent to another thread. */
export interface FlowContents {
  readonly flows: readonly FlowSource[]
}

/** Interviews from contents that were checked before, on the knowledge they were checked with. */
export function flowsOf({ flows }: FlowContents, knowledge: Knowledge): Flows {
  return {
    all: new Map(
      flows
        .map((source) => flowOf(source, knowledge))
        .sort((a, b) => a.place - b.place)
        .map((flow) => [flow.id, flow]),
    ),
    version: knowledge.version,
  }
}
