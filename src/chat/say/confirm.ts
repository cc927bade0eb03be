import type { Confirmed } from '../../knowledge/answer-kinds.js'

/** Yes or no, in the word that the question waits for. */
export function confirmingWord({ how, matter, holds, agrees }: Confirmed): string {
  switch (how) {
    case 'right':
      return agrees ? '对' : '不对'
    case 'so':
      return agrees ? '是' : '不是'
    case 'plain':
      return plainWord(matter, { holds, agrees })
  }
}

function plainWord(
  matter: Confirmed['matter'],
  { holds, agrees }: Pick<Confirmed, 'holds' | 'agrees'>,
): string {
  switch (matter) {
    case 'need':
      return holds ? '要' : '不用'
    case 'can':
      return holds ? '可以' : '不能'
    case 'be':
      return holds ? '是' : '不是'
    case 'do-without':
      return agrees ? '可以' : '不行'
  }
}
