/** What is replaced by what in a file of the small base. */
export type Edit = readonly [file: string, from: string, to: string]

/** An editor prepares in time that recordings are kept for 90 days instead of 60 from the first of July 2027. */
export const prepared: Edit = [
  'figures.yaml',
  'value: 60\n    unit: day\n    source: licensing-measures\n    evidence: A\n    since: 2024-01-01',
  `value: 60
    unit: day
    source: licensing-measures
    evidence: A
    since: 2024-01-01
    until: 2027-06-30
  - id: recording.days
    name: 录音保存时间（新）
    value: 90
    unit: day
    source: licensing-measures
    evidence: A
    since: 2027-07-01`,
]
