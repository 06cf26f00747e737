import { dayOf, type Day } from '../../shared/time.ts'
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
        moments={steps.map((step, index) => {
          const { kind, at, byName, words } = steps[steps.length - 1 - index] ?? step
          return {
            time: shortDay(dayOf(new Date(at))),
            what: `${byName}${wordsOf[kind] ?? ''}`,
            now: index === 0,
            ...(words === '' ? {} : { why: words }),
          }
        })}
      />
    </Card>
  )
}

/** `11.19`: narrow enough for the margin of a timeline. */
function shortDay(day: Day): string {
  return `${Number(day.slice(5, 7))}.${Number(day.slice(8, 10))}`
}
