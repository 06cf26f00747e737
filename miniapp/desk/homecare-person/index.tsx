import { View } from '@tarojs/components'
import { useState } from 'react'
import { groupNames } from '../../../shared/homecare/words.ts'
import { dayOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayInFull } from '../../text/days.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { GroupSheet } from './group-sheet.tsx'

/** Somebody at whose door staff stands: which groups they belong to, with the proofs seen, and the survey. */
export default function HomecarePersonPage() {
  const person = { communityId: useParameter('community'), residentId: useParameter('resident') }
  const isWide = useWide()
  const query = useQuery('homecare.groups', person.residentId === '' ? undefined : { person })
  const [isNoting, setNoting] = useState(false)
  const today = dayOf(new Date())
  return (
    <Page title="老人的情况" help={false} wide={isWide}>
      <QueryView query={query}>
        {({ name, groups, noted }) => (
          <>
            <Card pad className="col g3">
              <View className="t-heading">
                <Say>{name}</Say>
              </View>
              <View className="flex g2 wrap">
                {groups.length === 0 ? <Pill text="五类都不是" /> : null}
                {groups.map((group) => (
                  <Pill key={group} text={groupNames[group]} kind="info" />
                ))}
              </View>
              <Btn
                text="填需求调查"
                kind="primary"
                size="l"
                wide
                icon="pencil-line"
                onPress={() =>
                  openPage('homecare/survey/index', {
                    community: person.communityId,
                    resident: person.residentId,
                    desk: '1',
                  })
                }
              />
            </Card>
            <Section title="凭证" note="独居和高龄按档案算">
              {noted.length === 0 ? (
                <Card pad>
                  <Say>困难、残疾、有特殊贡献的，看过证件再记下。补助照这个算。</Say>
                </Card>
              ) : (
                <Rows>
                  {noted.map(({ group, since, until, proof, notedByName }) => (
                    <Row
                      key={`${group}${since}`}
                      title={groupNames[group]}
                      note={`${proof}，${dayInFull(since)}起${until === null ? '' : `，到 ${dayInFull(until)}`}，${notedByName}记`}
                      end={
                        until !== null && until < today ? (
                          <Pill text="过期了" />
                        ) : (
                          <Pill text="算数" kind="ok" icon="check" />
                        )
                      }
                    />
                  ))}
                </Rows>
              )}
            </Section>
            <Btn text="记一张凭证" wide icon="plus" onPress={() => setNoting(true)} />
            {isNoting ? (
              <GroupSheet
                person={person}
                onClose={() => setNoting(false)}
                onDone={() => {
                  setNoting(false)
                  query.refresh()
                }}
              />
            ) : null}
          </>
        )}
      </QueryView>
    </Page>
  )
}
