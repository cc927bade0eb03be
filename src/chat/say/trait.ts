import type { Deadline } from '../../deadlines/deadline.js'
import type { Matter } from '../../deadlines/matter.js'
import type { Trait } from '../../deadlines/rule.js'
import type { Button, Reply } from '../../reply/reply.js'
import type { CivilDate } from '../../values/civil-date.js'
import { dueText, hardnessText, matterText, paragraph, verdict } from './deadline.js'

const cancel: Button = { label: '取消', press: { kind: 'drop' } }

/** Asks whether that is so; what is known already can be taken back. */
export function traitReply({ id, name }: Trait, matter: Matter): Reply {
  const isKnown = matter.has.includes(id)
  const press = { kind: 'describe', trait: id, matter: matter.id } as const
  return {
    blocks: [
      verdict(`${isKnown ? '已经记过' : '要记下吗'}：${name}`),
      paragraph(`${matterText(matter)}。有的期限只对这样的公司才提醒。`),
    ],
    buttons: [
      [
        isKnown
          ? { label: '不再是这样', press: { ...press, no: true } }
          : { label: '确认记下', press, style: 'primary' },
        cancel,
      ],
    ],
  }
}

const mostListed = 8

export function whichCompanyReply({ id, name }: Trait, matters: readonly Matter[]): Reply {
  return {
    blocks: [verdict(`${name}：说的是哪一家？`)],
    buttons: [
      ...matters.slice(0, mostListed).map((matter, at): readonly Button[] => [
        {
          label: `${at + 1}. ${matterText(matter).slice(0, 26)}`,
          press: { kind: 'trait', trait: id, matter: matter.id },
        },
      ]),
      [cancel],
    ],
  }
}

interface Then {
  /** Spoken of from now on. */
  readonly begun: readonly Deadline[]
  readonly today: CivilDate
}

export function describedReply({ id, name }: Trait, matter: Matter, { begun, today }: Then): Reply {
  const isSo = matter.has.includes(id)
  return {
    blocks: [
      verdict(
        `✓ 已记下：${matterText(matter)}${isSo ? '' : '不再是'}${isSo ? '，' : '“'}${name}${isSo ? '' : '”'}`,
      ),
      ...(begun.length === 0
        ? []
        : [
            paragraph('接着提醒：'),
            {
              kind: 'list' as const,
              items: begun.map((one) => [
                `${one.rule.name}：${dueText(one, today)}（${hardnessText(one.rule)}）`,
              ]),
            },
          ]),
    ],
    buttons: [[{ label: '证照', press: { kind: 'matter', matter: matter.id, view: 'whole' } }]],
  }
}
