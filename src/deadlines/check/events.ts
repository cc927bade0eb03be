import type { Fault } from '../../knowledge/fault.js'
import { normalise } from '../../knowledge/words/normalise.js'
import type { DeadlineFiles } from '../deadline-files.js'

/** Ids and phrases of events.yaml that stand twice: what people say must mean one thing. */
export function eventFaults({ events }: Pick<DeadlineFiles, 'events'>): readonly Fault[] {
  const { events: happenings, traits } = events.value
  const lists = [
    ...happenings.map((one, at) => ({ ...one, path: ['events', at] })),
    ...traits.map((one, at) => ({ ...one, path: ['traits', at] })),
  ]
  const ids = lists.map(({ id, name, path }) => ({ text: id, name, path: [...path, 'id'] }))
  const phrases = lists.flatMap(({ says, name, path }) =>
    says.map((phrase, at) => ({ text: normalise(phrase), name, path: [...path, 'says', at] })),
  )
  return [...twins(ids, events), ...twins(phrases, events)]
}

interface Placed {
  readonly text: string
  readonly name: string
  readonly path: readonly (string | number)[]
}

function twins(things: readonly Placed[], file: DeadlineFiles['events']): readonly Fault[] {
  const seen = new Map<string, Placed>()
  return things.flatMap((thing) => {
    const first = seen.get(thing.text)
    if (first === undefined) seen.set(thing.text, thing)
    return first === undefined
      ? []
      : [
          file.faultAt(
            thing.path,
            `“${thing.text}”已经是“${first.name}”`,
            '一句话只给一件事：删掉一处，或换个说法',
          ),
        ]
  })
}
