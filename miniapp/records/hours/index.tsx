import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { hoursText, signedHoursText } from '../../../shared/records/hours.ts'
import type { HoursEntry, HoursLedger } from '../../../shared/records/hours-contract.ts'
import { starWord } from '../../../shared/records/stars.ts'
import { dayOf } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { openPage, openTab } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { lineNote, lineTitle, missingWords, monthHeading, starTitle } from '../../text/hours.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chevron, Icon } from '../../ui/icon.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { LineSheet } from './line-sheet.tsx'
import { ObjectSheet } from './object-sheet.tsx'
import { isOpen, Objections } from './objections.tsx'

const pageLength = 20

/** What stands of my service: the sum, the star, and every line of the ledger, which nobody can change. */
export default function HoursPage() {
  return (
    <Page title="服务时长">
      <WhenBound rows={5}>{() => <MyHours />}</WhenBound>
    </Page>
  )
}

/** What is open over the page: one line, or an objection (to one line where it is known). */
type Open = { kind: 'line'; entry: HoursEntry } | { kind: 'object'; entry?: HoursEntry }

function MyHours() {
  const query = useQuery('records.mine', { limit: pageLength }, { keep: true })
  const objections = useQuery('records.objections', {}, { keep: true })
  const [open, setOpen] = useState<Open | undefined>(undefined)
  const close = () => setOpen(undefined)
  const said = objections.data?.objections ?? []
  return (
    <QueryView query={query} rows={5}>
      {(ledger) => (
        <>
          <Total ledger={ledger} />
          <Objections title="我提出来的" objections={said.filter(isOpen)} />
          <Lines
            key={ledger.totalMinutes}
            ledger={ledger}
            onOpen={(entry) => setOpen({ kind: 'line', entry })}
            onObject={() => setOpen({ kind: 'object' })}
          />
          <Objections title="答复过的" objections={said.filter((one) => !isOpen(one))} />
          {open?.kind === 'line' ? (
            <LineSheet
              entry={open.entry}
              onClose={close}
              onObject={() => setOpen({ kind: 'object', entry: open.entry })}
            />
          ) : null}
          {open?.kind === 'object' ? (
            <ObjectSheet
              entries={open.entry === undefined ? ledger.entries : [open.entry]}
              isOne={open.entry !== undefined}
              onClose={close}
              onDone={() => {
                close()
                objections.refresh()
              }}
            />
          ) : null}
        </>
      )}
    </QueryView>
  )
}

function Total({ ledger: { name, totalMinutes, star, volunteerNumber } }: { ledger: HoursLedger }) {
  const next = star.nextHours === null ? undefined : { word: starWord(star.star + 1), hours: star.nextHours }
  const missing = missingWords(star.missingMinutes)
  return (
    <>
      <Card pad>
        <View className="flex between top-align stack">
          <View>
            <View className="t-small quiet">
              <Text>{name}，一共服务</Text>
            </View>
            <View className="t-hero num nowrap">
              <Text>{hoursText(totalMinutes)}</Text>
              <Text className="unit">小时</Text>
            </View>
          </View>
          {star.star === 0 ? null : <Pill text={starTitle(star.star)} kind="ok" icon="star" />}
        </View>
        <View
          className="track mt3"
          ariaLabel={next === undefined ? '五星都有了' : `离${next.word}${missing}`}
          {...(process.env.TARO_ENV === 'h5' ? { role: 'img' } : {})}
        >
          <View className="track__done" style={{ width: `${star.percent}%` }} />
        </View>
        <View className="flex between mt2 t-small quiet num">
          <Text>{star.star === 0 ? '0' : `${starWord(star.star)} ${star.hours}`}</Text>
          <Text>{next === undefined ? '五颗星都有了' : missing}</Text>
          {next === undefined ? null : <Text>{`${next.word} ${next.hours}`}</Text>}
        </View>
      </Card>
      {volunteerNumber === null ? null : (
        <Press
          className="card row"
          label="开服务证明，不收费，带二维码，谁都能查真假"
          onPress={() => openPage('records/certificates/index')}
        >
          <View className="lead lead--icon">
            <Icon name="file-badge" />
          </View>
          <View className="row__main">
            <View className="row__title">
              <Text>开服务证明</Text>
            </View>
            <View className="row__note">
              <Say>不收费，带二维码，谁都能查真假</Say>
            </View>
          </View>
          <Chevron />
        </Press>
      )}
    </>
  )
}

function Lines({
  ledger,
  onOpen,
  onObject,
}: {
  ledger: HoursLedger
  onOpen: (entry: HoursEntry) => void
  onObject: () => void
}) {
  const [more, setMore] = useState<Pick<HoursLedger, 'entries' | 'next'> | undefined>(undefined)
  const [isBusy, setBusy] = useState(false)
  const entries = more === undefined ? ledger.entries : [...ledger.entries, ...more.entries]
  const next = more === undefined ? ledger.next : more.next
  const today = dayOf(new Date())
  async function goOn() {
    if (next === null) return
    setBusy(true)
    const answer = await call('records.mine', { limit: pageLength, after: next })
    setBusy(false)
    if (!answer.ok) return say(answer.error.message)
    setMore({ entries: [...(more?.entries ?? []), ...answer.data.entries], next: answer.data.next })
  }
  if (entries.length === 0) return <NoLines onObject={onObject} />
  return (
    <>
      {byMonth(entries).map(({ month, lines }) => (
        <Section
          key={month}
          title={monthHeading(`${month}-01`, today)}
          note={`合计 ${hoursText(lines[0]?.monthMinutes ?? 0)} 小时`}
        >
          <Rows>
            {lines.map((entry) => (
              <Row
                key={entry.seq}
                title={lineTitle(entry)}
                note={lineNote(entry)}
                end={
                  <View className={`ledger__sum ${entry.kind === 'correction' ? 'brown' : ''}`}>
                    <Text>{signedHoursText(entry.minutes)}</Text>
                  </View>
                }
                onPress={() => onOpen(entry)}
              />
            ))}
          </Rows>
        </Section>
      ))}
      {next === null ? null : (
        <Btn text="再看以前的" wide isBusy={isBusy} busyText="正在找" onPress={() => void goOn()} />
      )}
      <View className="t-small quiet center">
        <Say>每一笔都留底，不能改，只能更正。</Say>
      </View>
      <Btn text="觉得不对，提出来" kind="text" wide onPress={onObject} />
    </>
  )
}

function byMonth(entries: readonly HoursEntry[]): { month: string; lines: HoursEntry[] }[] {
  const months: { month: string; lines: HoursEntry[] }[] = []
  for (const entry of entries) {
    const month = entry.shownOn.slice(0, 7)
    const last = months[months.length - 1]
    if (last?.month === month) last.lines.push(entry)
    else months.push({ month, lines: [entry] })
  }
  return months
}

function NoLines({ onObject }: { onObject: () => void }) {
  return (
    <>
      <Empty
        title="还没有服务时长"
        line="报个班次，到了签到，走的时候签退，时长就记在这里。"
        act={
          <Btn text="看看缺人的活动" kind="primary" size="l" onPress={() => openTab('volunteering/activities/index')} />
        }
      />
      <Btn text="去过，可是没记上" kind="text" wide onPress={onObject} />
    </>
  )
}
