/** A string that only one function may make: a rule id cannot be passed where an entry id is wanted. */
declare const brand: unique symbol
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

export type EntryId = Brand<string, 'EntryId'>
export type SourceId = Brand<string, 'SourceId'>
export type FigureId = Brand<string, 'FigureId'>
export type InputId = Brand<string, 'InputId'>
export type ConceptId = Brand<string, 'ConceptId'>
export type CardId = Brand<string, 'CardId'>
export type EventId = Brand<string, 'EventId'>
export type MessageId = Brand<string, 'MessageId'>
export type ThreadId = Brand<string, 'ThreadId'>
export type PressToken = Brand<string, 'PressToken'>
export type CardKey = Brand<string, 'CardKey'>
export type HandoverCode = Brand<string, 'HandoverCode'>
export type RuleId = Brand<string, 'RuleId'>
export type RungId = Brand<string, 'RungId'>
export type EventKind = Brand<string, 'EventKind'>
export type MatterId = Brand<string, 'MatterId'>
export type CycleId = Brand<string, 'CycleId'>
export type FeedToken = Brand<string, 'FeedToken'>
export type FlowId = Brand<string, 'FlowId'>
export type OutcomeId = Brand<string, 'OutcomeId'>
export type InterviewId = Brand<string, 'InterviewId'>

/** The one place where a plain text becomes an id. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the id it makes
function branding<B extends string>(): (text: string) => B {
  return (text) => text as B
}

export const entryId = branding<EntryId>()
export const sourceId = branding<SourceId>()
export const figureId = branding<FigureId>()
export const inputId = branding<InputId>()
export const conceptId = branding<ConceptId>()
export const cardId = branding<CardId>()
export const eventId = branding<EventId>()
export const messageId = branding<MessageId>()
export const threadId = branding<ThreadId>()
export const pressToken = branding<PressToken>()
export const cardKey = branding<CardKey>()
export const handoverCode = branding<HandoverCode>()
export const ruleId = branding<RuleId>()
export const rungId = branding<RungId>()
export const eventKind = branding<EventKind>()
export const matterId = branding<MatterId>()
export const cycleId = branding<CycleId>()
export const feedToken = branding<FeedToken>()
export const flowId = branding<FlowId>()
export const outcomeId = branding<OutcomeId>()
export const interviewId = branding<InterviewId>()

export const channelNames = ['telegram', 'feishu', 'web', 'terminal'] as const
export type ChannelName = (typeof channelNames)[number]

/** Where people talk: one private conversation or one group on one platform. */
export interface ChatRef {
  readonly channel: ChannelName
  readonly chat: string
}

export function sameChat(a: ChatRef, b: ChatRef): boolean {
  return a.channel === b.channel && a.chat === b.chat
}

/** Who talks. Ids are the platform's own; the same human on two platforms is two persons. */
export interface PersonRef {
  readonly channel: ChannelName
  readonly person: string
}
