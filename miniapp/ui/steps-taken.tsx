import { dayOf, dayWord } from '../../shared/time.ts'
import { Card } from './layout.tsx'
import { Timeline } from './progress.tsx'

/** What happened to something, newest first: when, who, what. `wordsOf` says what a kind of step is called. */
export function StepsTaken({
  steps,
  wordsOf,
}: {
  steps: readonly { kind: string; at: string; byName: string; words: string }[]
  wordsOf: Readonly<Record<string, string>>
}) {
  return (
    <Card pad>
      <Timeline
        moments={[...steps].reverse().map(({ kind, at, byName, words }, index) => ({
          time: dayWord(dayOf(new Date(at))),
          what: `${byName}${wordsOf[kind] ?? ''}`,
          now: index === 0,
          ...(words === '' ? {} : { why: words }),
        }))}
      />
    </Card>
  )
}
