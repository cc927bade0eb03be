import { remindersOf } from '../../deadlines/rungs.js'
import type { Watched } from '../../deadlines/watch.js'
import type { Faces } from '../../draw/face.js'
import type { Picture } from '../../draw/page.js'
import { dueDayOf, nearestOf, type Drawing, type ShownMatter } from '../../draw/shown.js'
import { timelineSvg } from '../../draw/timeline.js'
import { yearPlanSvg } from '../../draw/year-plan.js'
import type { Attachment } from '../../reply/attachment.js'
import type { DeadlinePress } from '../../reply/deadline-press.js'
import type { Reply } from '../../reply/reply.js'
import { fileName } from '../../values/file-name.js'
import { sameChat } from '../../values/ids.js'
import { nameInFile, withAttachments } from './attaching.js'
import { saying, type Decision } from '../decision.js'
import type { Turn } from '../turn.js'
import { matchingHere } from '../lists/listing.js'
import type { Need } from '../need.js'
import { drawnReply, whichTimelineReply } from '../say/attached.js'
import { leftText } from '../say/day.js'
import { lastDayName, matterText } from '../say/deadline.js'
import { goneReply, mattersReply, noSuchNameReply } from '../say/matter.js'
import { chatOf, laddersOf, openDeadlines, watchedNamed } from '../matters/watching.js'

export const drawNeeds: readonly Need[] = [{ kind: 'watched' }, { kind: 'faces' }]

/** /timeline [name]: the days of one matter. */
export function timelineDrawn(name: string, turn: Turn): Decision {
  const found = matchingHere(name, turn)
  if (found === undefined) return saying(noSuchNameReply(name), turn.known.session)
  const [only, another] = found
  if (only === undefined) return saying(mattersReply([], turn.now.today), turn.known.session)
  const reply =
    another === undefined ? timelineReply(only, turn) : whichTimelineReply(found.map(({ matter }) => matter))
  return saying(reply, turn.known.session)
}

/** /year: twelve months of all that the chat watches. */
export function yearDrawn(turn: Turn): Decision {
  const watched = matchingHere('', turn) ?? []
  const reply = watched.length === 0 ? mattersReply([], turn.now.today) : yearReply(watched, turn)
  return saying(reply, turn.known.session)
}

export function drawPressed({ matter }: Extract<DeadlinePress, { kind: 'draw' }>, turn: Turn): Decision {
  if (matter === undefined) return yearDrawn(turn)
  const watched = watchedNamed(matter, turn)
  return saying(watched === undefined ? goneReply : timelineReply(watched, turn), turn.known.session)
}

function timelineReply(watched: Watched, turn: Turn): Reply {
  const { matter } = watched
  const { today } = turn.now
  const shown = shownMatter(watched, turn)
  const title = `期限时间线：${matterText(matter)}`
  const nearest = nearestOf(shown.deadlines)?.deadline
  const day = nearest === undefined ? undefined : dueDayOf(nearest)
  const says =
    nearest === undefined || day === undefined
      ? '眼下没有算得出日子的期限。'
      : `最近的是${nearest.rule.name}，${lastDayName(nearest.rule)} ${day}，${leftText(day, today)}。`
  const pictures = timelineSvg(shown, drawingOf(turn))
  const name = ['期限时间线', nameInFile(matter), today]
  return drawn({ title, says, name, pictures })
}

function yearReply(watched: readonly Watched[], turn: Turn): Reply {
  const pictures = yearPlanSvg(
    watched.map((one) => shownMatter(one, turn)),
    drawingOf(turn),
  )
  const says = `这里登记的 ${watched.length} 项：哪天是最后一日，哪天会提醒。`
  return drawn({ title: '未来十二个月', says, name: ['未来十二个月', turn.now.today], pictures })
}

interface Drawn {
  readonly title: string
  readonly says: string
  readonly name: readonly string[]
  readonly pictures: readonly Picture[]
}

function drawn({ title, says, name, pictures }: Drawn): Reply {
  const count = pictures.length
  const attachments = pictures.map(({ svg }, at): Attachment => {
    const page = count === 1 ? [] : [`${at + 1}`]
    return {
      kind: 'picture',
      name: fileName([...name, ...page], 'png'),
      svg,
      // What it says stands in the text before it.
      alt: `${title}${count === 1 ? '' : `（${at + 1}/${count}）`}`,
    }
  })
  const unshown = [...new Set(pictures.flatMap((picture) => picture.unshown))]
  return withAttachments(drawnReply(title, says, unshown), attachments)
}

function shownMatter(watched: Watched, turn: Turn): ShownMatter {
  const { matter } = watched
  const { rules } = turn.known
  const chat = chatOf(turn)
  const how = { rules, ladders: laddersOf(watched, chat), today: turn.now.today }
  const said = watched.said.filter((line) => sameChat(line.chat, chat))
  return {
    matter,
    deadlines: openDeadlines(watched, turn).map((deadline) => ({
      deadline,
      reminders: remindersOf(deadline, matter, how),
      said,
    })),
  }
}

function drawingOf({ known, now }: Turn): Drawing {
  const { rules, knowledge, faces = noFaces } = known
  return { today: now.today, rules, figures: knowledge.figures, faces }
}

/** Without a font every character is a box. */
const nothingDrawn = { widthOf: () => undefined }
const noFaces: Faces = { regular: nothingDrawn, bold: nothingDrawn }
