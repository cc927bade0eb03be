import type { AskReason, RefusalReason } from '../../values/typed-input/typed.js'
import type { Answer } from '../answers.js'

/** Why an answer is asked back; besides what numbers have, what only words have. */
export type AskBackReason =
  | AskReason
  | 'which-option' // 公司: 有限责任公司 or 股份有限公司?
  | 'not-yet' // 正在装
/** Why what was typed is no answer. */
export type NoAnswerReason = RefusalReason | 'no-option' | 'question' // 等保是什么

/** What somebody typed as the answer to a question. */
export type TypedAnswer =
  /** `about`: said with 左右 or the like, so the range is to be confirmed. */
  | { readonly kind: 'answer'; readonly answer: Answer; readonly about?: true }
  | { readonly kind: 'ask'; readonly why: AskBackReason }
  | { readonly kind: 'refused'; readonly why: NoAnswerReason }
