import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { DeskComplaint } from '../../../shared/evaluations/contract.ts'
import { useQuery } from '../../client/use-query.ts'
import { complaintKindWords, complaintSaid, dayText, levelWords } from '../../text/evaluations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { AnswerSheet } from './answer-sheet.tsx'

const pollMilliseconds = 60_000

/** What must be answered, soonest due first, and what was answered. */
export function Complaints({ isWide }: { isWide: boolean }) {
  const query = useQuery('evaluations.deskComplaints', {}, { pollMilliseconds })
  const [asked, ask] = useState<DeskComplaint | undefined>(undefined)
  return (
    <QueryView
      query={query}
      rows={3}
      empty={{
        when: ({ complaints }) => complaints.length === 0,
        show: <Empty title="没有人提意见" line="有人提了，会发消息，也排在这里。" />,
      }}
    >
      {({ complaints }) => {
        const open = complaints.filter(({ status }) => status === 'open')
        const done = complaints.filter(({ status }) => status !== 'open')
        return (
          <View className={isWide ? 'columns' : ''}>
            {[
              { title: '等答复', list: open },
              { title: '答复过的', list: done },
            ].map(({ title, list }) =>
              list.length === 0 ? null : (
                <View key={title} className="columns__one">
                  <Section title={title} note={`${list.length} 条`} first={isWide}>
                    <View className="col g3">
                      {list.map((complaint) => (
                        <ComplaintCard
                          key={complaint.complaintId}
                          complaint={complaint}
                          onAnswer={() => ask(complaint)}
                        />
                      ))}
                    </View>
                  </Section>
                </View>
              ),
            )}
            {asked === undefined ? null : (
              <AnswerSheet
                complaint={asked}
                onClose={() => ask(undefined)}
                onDone={() => {
                  ask(undefined)
                  query.refresh()
                }}
              />
            )}
          </View>
        )
      }}
    </QueryView>
  )
}

function ComplaintCard({ complaint, onAnswer }: { complaint: DeskComplaint; onAnswer: () => void }) {
  const { about, aboutName, words, byName, status, level, openedAt, dueDay, late, before, mayAnswer } = complaint
  return (
    <Card pad className="col g2">
      <View className="flex g2 between">
        <View className="strong">
          <Text>{aboutName}</Text>
        </View>
        {late ? (
          <Pill text="过了时间" kind="warn" icon="triangle-alert" />
        ) : (
          <SaidPill said={complaintSaid(status, level)} />
        )}
      </View>
      <Say>{words}</Say>
      <View className="t-small quiet">
        <Say>{`${byName}，${dayText(dayOf(new Date(openedAt)))}提的，说的是${complaintKindWords[about]}`}</Say>
      </View>
      {before.map(({ answer, byName: answeredBy, notSatisfied }) => (
        <View key={answer} className="t-small quiet">
          <Say>{`${answeredBy}答复过：${answer}。他不满意${notSatisfied === '' ? '' : `：${notSatisfied}`}`}</Say>
        </View>
      ))}
      {status === 'open' ? null : <Notice kind="ok" text={`${complaint.answeredByName}答复：${complaint.answer}`} />}
      {dueDay === null ? null : (
        <Notice kind={late ? 'warn' : 'info'} text={`${levelWords[level] ?? '区里'} ${dayText(dueDay)}前答复。`} />
      )}
      {mayAnswer ? <Btn text="答复他" kind="primary" wide label={`答复他，${aboutName}`} onPress={onAnswer} /> : null}
    </Card>
  )
}
