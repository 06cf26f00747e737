import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { MyComplaint } from '../../../shared/evaluations/contract.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { complaintSaid, dayText, levelWords } from '../../text/evaluations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { ComplainForm } from './form.tsx'
import { JudgeSheet } from './judge-sheet.tsx'

/** To say what was not right, and to follow what becomes of it. */
export default function ComplaintPage() {
  return <Page title="提意见">{<WhenBound rows={3}>{() => <Complaints />}</WhenBound>}</Page>
}

function Complaints() {
  const activityId = useParameter('activity')
  const groupId = useParameter('group')
  const name = useParameter('name')
  const query = useQuery('evaluations.complaints', {}, { keep: true })
  return (
    <QueryView query={query} rows={3}>
      {({ complaints }) => (
        <>
          <ComplainForm activityId={activityId} groupId={groupId} name={name} onDone={query.refresh} />
          {complaints.length === 0 ? null : (
            <Section title="我提过的" note={`${complaints.length} 条`}>
              <View className="col g3">
                {complaints.map((complaint) => (
                  <ComplaintCard key={complaint.complaintId} complaint={complaint} onChanged={query.refresh} />
                ))}
              </View>
            </Section>
          )}
        </>
      )}
    </QueryView>
  )
}

function ComplaintCard({ complaint, onChanged }: { complaint: MyComplaint; onChanged: () => void }) {
  const [isJudging, setJudging] = useState(false)
  const { aboutName, words, status, level, openedAt, dueDay, answer, answeredByName, mayRise } = complaint
  return (
    <Card pad className="col g2">
      <View className="flex g2 between">
        <View className="strong">
          <Text>{aboutName}</Text>
        </View>
        <SaidPill said={complaintSaid(status, level)} />
      </View>
      <Say>{words}</Say>
      <View className="t-small quiet">
        <Text>{`${dayText(dayOf(new Date(openedAt)))}提的`}</Text>
      </View>
      {answer === '' ? null : <Notice kind="ok" text={`${answeredByName}答复：${answer}`} />}
      {dueDay === null ? null : (
        <Notice
          text={`${levelWords[level] ?? '区里'} ${dayText(dueDay)}前答复。${level < 2 ? '到时没答复，转到上一级。' : ''}`}
        />
      )}
      {mayRise ? <Btn text="看看答复行不行" kind="secondary" wide onPress={() => setJudging(true)} /> : null}
      {isJudging ? (
        <JudgeSheet
          complaint={complaint}
          onClose={() => setJudging(false)}
          onDone={() => {
            setJudging(false)
            onChanged()
          }}
        />
      ) : null}
    </Card>
  )
}
