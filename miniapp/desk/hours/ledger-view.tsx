import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { hoursText, signedHoursText } from '../../../shared/records/hours.ts'
import type { HoursEntry, HoursLedger } from '../../../shared/records/hours-contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { useQuery } from '../../client/use-query.ts'
import { findingWords, lineTitle, monthHeading, starTitle, waysOf } from '../../text/hours.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import type { LineToCorrect } from './correct-sheet.tsx'
import { FindVolunteer, type FoundVolunteer } from './find-volunteer.tsx'

const pageLength = 20

/** The books of one volunteer: found by name or number, read line by line, verified, put right. */
export function LedgerView({
  communityId,
  decides,
  onCorrect,
}: {
  communityId: string
  decides: boolean
  onCorrect: (line: LineToCorrect) => void
}) {
  const [whose, setWhose] = useState<FoundVolunteer | undefined>(undefined)
  if (whose === undefined) {
    return (
      <Section title="查一位的账" note="看了会留一条记录" first>
        <Card pad className="col g3">
          <FindVolunteer communityId={communityId} onFound={setWhose} />
        </Card>
      </Section>
    )
  }
  return (
    <>
      <Btn text="换一位" kind="text" icon="search" onPress={() => setWhose(undefined)} />
      <Books
        key={whose.residentId}
        communityId={communityId}
        residentId={whose.residentId}
        decides={decides}
        onCorrect={onCorrect}
      />
    </>
  )
}

function Books({
  communityId,
  residentId,
  decides,
  onCorrect,
}: {
  communityId: string
  residentId: string
  decides: boolean
  onCorrect: (line: LineToCorrect) => void
}) {
  const query = useQuery('records.ledger', { communityId, residentId, limit: pageLength })
  return (
    <QueryView query={query} rows={4}>
      {(ledger) => (
        <Section
          title={ledger.name}
          note={ledger.volunteerNumber === null ? '' : `编号 ${ledger.volunteerNumber}`}
          first
        >
          <Card pad className="col g2">
            <View className="flex between top-align stack">
              <View className="t-hero num nowrap">
                <Text>{hoursText(ledger.totalMinutes)}</Text>
                <Text className="unit">小时</Text>
              </View>
              {ledger.star.star === 0 ? null : <Pill text={starTitle(ledger.star.star)} kind="ok" icon="star" />}
            </View>
            <View className="t-small quiet">
              <Say>{`签到记的 ${hoursText(ledger.automaticMinutes)} 小时，补录的 ${hoursText(ledger.addedMinutes)} 小时`}</Say>
            </View>
            {decides ? <VerifyOne communityId={communityId} residentId={residentId} /> : null}
          </Card>
          <Lines key={ledger.totalMinutes} ledger={ledger} whose={{ communityId, residentId }} onCorrect={onCorrect} />
        </Section>
      )}
    </QueryView>
  )
}

function VerifyOne({ communityId, residentId }: { communityId: string; residentId: string }) {
  const [found, setFound] = useState<{ text: string; isSound: boolean } | undefined>(undefined)
  const [isBusy, setBusy] = useState(false)
  async function verify() {
    setBusy(true)
    const answer = await call('records.verify', { communityId, residentId, after: null })
    setBusy(false)
    if (!answer.ok) return say(answer.error.message)
    const [finding] = answer.data.findings
    setFound(
      finding === undefined
        ? { text: `${answer.data.entries} 笔都和当初写的一样。`, isSound: true }
        : { text: `${findingWords(finding)}。`, isSound: false },
    )
  }
  return (
    <>
      {found === undefined ? null : <Notice kind={found.isSound ? 'ok' : 'warn'} text={found.text} />}
      <Btn text="核对这一位" wide isBusy={isBusy} busyText="正在核对" onPress={() => void verify()} />
    </>
  )
}

function Lines({
  ledger,
  whose,
  onCorrect,
}: {
  ledger: HoursLedger
  whose: { communityId: string; residentId: string }
  onCorrect: (line: LineToCorrect) => void
}) {
  const [more, setMore] = useState<Pick<HoursLedger, 'entries' | 'next'> | undefined>(undefined)
  const [isBusy, setBusy] = useState(false)
  const entries = more === undefined ? ledger.entries : [...ledger.entries, ...more.entries]
  const next = more === undefined ? ledger.next : more.next
  async function goOn() {
    if (next === null) return
    setBusy(true)
    const answer = await call('records.ledger', { ...whose, limit: pageLength, after: next })
    setBusy(false)
    if (!answer.ok) return say(answer.error.message)
    setMore({ entries: [...(more?.entries ?? []), ...answer.data.entries], next: answer.data.next })
  }
  if (entries.length === 0) return <Empty title="还没有一笔" line="签到签退过，或者补录核对过，就在这里。" />
  return (
    <>
      <Rows className="mt3">
        {entries.map((entry) => (
          <Row
            key={entry.seq}
            title={lineTitle(entry)}
            note={`${dayNote(entry)}，${waysOf(entry)}`}
            end={
              <View className={`ledger__sum ${entry.kind === 'correction' ? 'brown' : ''}`}>
                <Text>{signedHoursText(entry.minutes)}</Text>
              </View>
            }
            {...(entry.kind === 'correction'
              ? {}
              : {
                  label: `更正：${dayNote(entry)} ${lineTitle(entry)}，${signedHoursText(entry.minutes)} 小时`,
                  onPress: () =>
                    onCorrect({
                      residentId: whose.residentId,
                      seq: entry.seq,
                      minutes: entry.minutes + correctionsOf(entry, entries),
                      what: `${dayNote(entry)} ${entry.title}`,
                      objectionId: null,
                    }),
                })}
          />
        ))}
      </Rows>
      {next === null ? null : (
        <Btn text="再看以前的" wide isBusy={isBusy} busyText="正在找" onPress={() => void goOn()} />
      )}
      <View className="t-small quiet center mt2">
        <Say>点一笔就能提更正。</Say>
      </View>
    </>
  )
}

const correctionsOf = ({ seq }: HoursEntry, entries: readonly HoursEntry[]) =>
  entries.reduce((sum, entry) => (entry.correctsSeq === seq ? sum + entry.minutes : sum), 0)

const dayNote = ({ shownOn }: HoursEntry) =>
  `${monthHeading(shownOn, dayOf(new Date()))} ${Number(shownOn.slice(8))} 日`
