import { Text, View } from '@tarojs/components'
import { isFailed, type LegResult } from '../../../shared/help/drills.ts'
import type { Drill } from '../../../shared/help/drills-contract.ts'
import { drillRows, drillTitle, momentWords, personLine, resultWords } from '../../text/drills.ts'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'

/** What one drill found, level by level, with the names of those who would have been rung. */
export function DrillResult({ drill, isFirst }: { drill: Drill; isFirst: boolean }) {
  const gaps = drill.legs.filter(({ result, people }) => isFailed(result) && people.length > 0)
  return (
    <>
      <Section title={drillTitle(drill)} note={momentWords(drill.startedAt)} first={isFirst}>
        <Rows>
          {drillRows(drill).map((row) => (
            <Row key={row.key} title={row.title} note={row.note} end={<ResultPill result={row.result} />} />
          ))}
        </Rows>
      </Section>
      {gaps.length === 0 ? null : (
        <Section title="当时叫了谁">
          <Card pad className="col g3">
            {gaps.map((leg) => (
              <View key={leg.areaCode} className="col g1">
                <Text className="strong">{leg.areaName}</Text>
                {leg.people.map((person) => (
                  <View key={person.name} className="quiet">
                    <Say>{personLine(person)}</Say>
                  </View>
                ))}
              </View>
            ))}
          </Card>
        </Section>
      )}
    </>
  )
}

function ResultPill({ result }: { result: LegResult }) {
  if (result === 'passed') return <Pill text={resultWords[result]} kind="ok" icon="check" />
  if (isFailed(result)) return <Pill text={resultWords[result]} kind="warn" icon="triangle-alert" />
  return result === 'running' ? (
    <Pill text={resultWords[result]} kind="info" icon="hourglass" />
  ) : (
    <Pill text={resultWords[result]} />
  )
}
