import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { signedHoursText } from '../../../shared/records/hours.ts'
import type { Addition } from '../../../shared/records/hours-contract.ts'
import { dayWord } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Say } from '../../ui/say.tsx'
import { SaidPill, type Said } from '../../ui/said-pill.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

const decided: Record<Addition['status'], Said> = {
  proposed: { text: '等核对', kind: 'info', icon: 'hourglass' },
  confirmed: { text: '记上了', kind: 'ok', icon: 'check' },
  refused: { text: '退回了', kind: 'warn', icon: 'x' },
}

/** What waits for a second person, with the act for who may be it, and what was decided lately. */
export function Additions({
  communityId,
  additions,
  onChanged,
}: {
  communityId: string
  additions: readonly Addition[]
  onChanged: () => void
}) {
  const waiting = additions.filter(({ status }) => status === 'proposed')
  const done = additions.filter(({ status }) => status !== 'proposed')
  return (
    <View className="col g3">
      {waiting.length === 0 ? (
        <Empty title="没有等核对的" line="补录和更正，要另一位同事看过才算数。" />
      ) : (
        waiting.map((addition) => (
          <Waiting key={addition.batchId} communityId={communityId} addition={addition} onChanged={onChanged} />
        ))
      )}
      {done.length === 0 ? null : (
        <Section title="这两周定下的" note={`${done.length} 笔`}>
          <Rows>
            {done.slice(0, 10).map((addition) => (
              <Row
                key={addition.batchId}
                title={`${whoOf(addition)} ${hoursOf(addition)}`}
                note={`${whatOf(addition)}，${addition.proposedByName}提，${addition.decidedByName ?? ''}定`}
                end={<SaidPill said={decided[addition.status]} />}
              />
            ))}
          </Rows>
        </Section>
      )}
    </View>
  )
}

const whoOf = ({ people }: Addition) =>
  people.length > 3 ? `${people[0]?.name ?? ''}等 ${people.length} 人` : people.map(({ name }) => name).join('、')
const hoursOf = ({ people }: Addition) => `${signedHoursText(people[0]?.minutes ?? 0)} 小时`
const whatOf = ({ kind, serviceDay, title }: Addition) =>
  kind === 'correction' ? `更正 ${dayWord(serviceDay)} ${title}` : `${dayWord(serviceDay)} ${title}`

function Waiting({
  communityId,
  addition,
  onChanged,
}: {
  communityId: string
  addition: Addition
  onChanged: () => void
}) {
  const decide = useCommand('records.decideHours')
  const [isRefusing, setRefusing] = useState(false)
  const [words, setWords] = useState('')
  const { batchId, people, content, place, organiserName, personInCharge, reason, proposedByName, mayDecide } = addition
  async function send(approved: boolean) {
    const answer = await decide.run({ communityId, batchId, approved, words: words.trim() })
    if (answer?.ok !== true) return
    say(approved ? '记上了，也告诉本人了' : '退回了')
    setRefusing(false)
    onChanged()
  }
  return (
    <Card pad className="col g2">
      <View className="flex between top-align">
        <View className="strong grow">
          <Say>{whoOf(addition)}</Say>
        </View>
        <View className={`ledger__sum ${addition.kind === 'correction' ? 'brown' : ''}`}>
          <Text>{signedHoursText(people[0]?.minutes ?? 0)}</Text>
        </View>
      </View>
      <Say>{`${whatOf(addition)}，${content}，${place}`}</Say>
      <View className="t-small quiet">
        <Say>{`编号 ${people.map(({ volunteerNumber }) => volunteerNumber).join('、')}。${organiserName}，负责人${personInCharge}。`}</Say>
      </View>
      <Say>{`${proposedByName}提的：${reason}`}</Say>
      {mayDecide ? (
        <View className="flex g2">
          <Btn text="退回" className="grow" onPress={() => setRefusing(true)} />
          <Btn
            text="核对过，记上"
            kind="primary"
            className="grow"
            isBusy={decide.isBusy}
            busyText="正在记"
            onPress={() => void send(true)}
          />
        </View>
      ) : (
        <View className="t-small quiet">
          <Say>要换一位同事来核对，提的人自己不能点。</Say>
        </View>
      )}
      {decide.error === undefined || isRefusing ? null : <Notice kind="warn" text={decide.error.message} />}
      {isRefusing ? (
        <Sheet
          title={`退回${whoOf(addition)}的 ${hoursOf(addition)}？`}
          line={`${proposedByName}会看到您写的话。`}
          onClose={() => setRefusing(false)}
        >
          <LongField
            label="为什么退回"
            value={words}
            onInput={setWords}
            placeholder="比如 那天没有这个活动"
            maxLength={200}
            id="refusal-words"
          />
          {decide.error === undefined ? null : <Notice kind="warn" text={decide.error.message} />}
          <Btn
            text="退回"
            kind="danger"
            size="l"
            wide
            isBusy={decide.isBusy}
            busyText="正在退回"
            onPress={() => void send(false)}
          />
          <Btn text="先不退" kind="plain" wide onPress={() => setRefusing(false)} />
        </Sheet>
      ) : null}
    </Card>
  )
}
