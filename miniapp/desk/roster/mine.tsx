import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Roster, RosterShift } from '../../../shared/people/roster-contract.ts'
import type { Hours, RosterPart } from '../../../shared/people/roster.ts'
import { dayOf, dayPhrase, timeOf, type Day } from '../../../shared/time.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { hoursWords, partWords, stateOf } from '../../text/roster.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { EndSheet, StartSheet } from './shift-sheets.tsx'
import { SwapSheet } from './swap-sheet.tsx'

/** Half an hour before its time a shift can be started. */
const earlyMilliseconds = 30 * 60_000
const shownAhead = 4

type Asking = { what: 'start' | 'end' | 'swap'; shift: RosterShift } | undefined

/** My own shifts, wherever they are: the one that counts now with its next step, and what colleagues ask me. */
export function Mine({ data, onDone }: { data: Roster; onDone: () => void }) {
  const me = useMe()
  const start = useCommand('people.startShift')
  const [asking, setAsking] = useState<Asking>(undefined)
  const now = Date.parse(data.now)
  const today = dayOf(new Date(now))
  const open = data.shifts.filter(
    ({ accountId, endedAt, startedAt, endsAt }) =>
      accountId === me?.accountId && endedAt === null && (startedAt !== null || Date.parse(endsAt) > now),
  )
  const current = open.find(
    ({ startedAt, startsAt }) => startedAt !== null || Date.parse(startsAt) - earlyMilliseconds <= now,
  )
  const ahead = open.filter((shift) => shift !== current).slice(0, shownAhead)
  const end = () => {
    setAsking(undefined)
    onDone()
  }

  async function startNow(shift: RosterShift) {
    const answer = await start.run({ areaCode: shift.areaCode, shiftId: shift.shiftId, excuse: '' })
    if (answer?.ok === true) {
      say('上班了')
      onDone()
    } else if (answer?.error.code === 'no_channel') setAsking({ what: 'start', shift })
  }

  return (
    <View className="col g3">
      <Asked data={data} onDone={onDone} />
      {current === undefined ? null : (
        <Card pad className="col g3">
          <View className="flex g2 between">
            <View className="t-title">
              <Text className="nowrap num">{hoursWords(current)}</Text>
            </View>
            <Pill {...(stateOf(current, now) ?? { text: '快到时间了' })} />
          </View>
          <View className="quiet">
            <Say>{`${dayPhrase(current.day, today)}，${current.areaName}，${partWords[current.part]}`}</Say>
          </View>
          {data.handover === null || data.area.code !== current.areaCode ? null : (
            <Notice
              text={`${data.handover.name} ${timeOf(new Date(data.handover.at)).replace(/^0/, '')} 交的班：${data.handover.note}`}
            />
          )}
          {start.error === undefined || start.error.code === 'no_channel' ? null : (
            <Notice kind="warn" text={start.error.message} />
          )}
          {current.startedAt === null ? (
            <Btn
              text="上班"
              kind="primary"
              size="l"
              wide
              isBusy={start.isBusy}
              busyText="正在上班"
              onPress={() => void startNow(current)}
            />
          ) : (
            <Btn text="交班" kind="primary" size="l" wide onPress={() => setAsking({ what: 'end', shift: current })} />
          )}
        </Card>
      )}
      {ahead.length === 0 ? (
        current === undefined ? (
          <Notice text="两周里没有排您的班。" />
        ) : null
      ) : (
        <Section title="我的班" first>
          <Rows>
            {ahead.map((shift) => (
              <Row
                key={shift.shiftId}
                title={`${dayPhrase(shift.day, today)} ${hoursWords(shift)}`}
                note={`${shift.areaName}，${partWords[shift.part]}`}
                end={<SwapEnd data={data} shift={shift} onAsk={() => setAsking({ what: 'swap', shift })} />}
              />
            ))}
          </Rows>
        </Section>
      )}
      {asking?.what === 'start' ? (
        <StartSheet shift={asking.shift} onDone={end} onClose={() => setAsking(undefined)} />
      ) : null}
      {asking?.what === 'end' ? (
        <EndSheet shift={asking.shift} onDone={end} onClose={() => setAsking(undefined)} />
      ) : null}
      {asking?.what === 'swap' ? (
        <SwapSheet data={data} shift={asking.shift} onDone={end} onClose={() => setAsking(undefined)} />
      ) : null}
    </View>
  )
}

/** Only where the colleagues are known; a question that is open says so. */
function SwapEnd({ data, shift, onAsk }: { data: Roster; shift: RosterShift; onAsk: () => void }) {
  const open = data.swaps.find(({ shiftId, status }) => shiftId === shift.shiftId && status === 'asked')
  if (open !== undefined) return <Pill text={`等${open.askedOfName}回话`} kind="info" />
  if (shift.areaCode !== data.area.code) return null
  return <Btn text="换班" kind="text" label={`换班，${shift.day} ${hoursWords(shift)}`} onPress={onAsk} />
}

/** A colleague asks me to take a shift. */
function Asked({ data, onDone }: { data: Roster; onDone: () => void }) {
  const me = useMe()
  const answer = useCommand('people.answerSwap')
  const today = dayOf(new Date(data.now))
  const asked = data.swaps.filter(({ askedOf, status }) => askedOf === me?.accountId && status === 'asked')
  async function reply(swapId: string, agreed: boolean) {
    const done = await answer.run({ areaCode: data.area.code, swapId, agreed })
    if (done?.ok === true) say(agreed ? '换好了' : '回了，不换')
    if (done) onDone()
  }
  return (
    <>
      {asked.map((swap) => {
        const back = data.shifts.find(({ shiftId }) => shiftId === swap.inReturnId)
        const words = (one: Hours & { day: Day; part: RosterPart }) =>
          `${dayPhrase(one.day, today)}，${hoursWords(one)}，${partWords[one.part]}`
        return (
          <Card key={swap.swapId} pad className="col g3">
            <View className="t-title">
              <Text>{`${swap.askedByName}${back === undefined ? '请您替一班' : '想和您换班'}`}</Text>
            </View>
            <Fact name={back === undefined ? '替这一班' : '您来值'}>
              <Say>{words(swap)}</Say>
            </Fact>
            {back === undefined ? null : (
              <Fact name="换出去">
                <Say>{words(back)}</Say>
              </Fact>
            )}
            {answer.error === undefined ? null : <Notice kind="warn" text={answer.error.message} />}
            <View className="flex g3 stack">
              <View className="grow">
                <Btn text="不行" wide disabled={answer.isBusy} onPress={() => void reply(swap.swapId, false)} />
              </View>
              <View className="grow">
                <Btn
                  text="同意换"
                  kind="primary"
                  wide
                  isBusy={answer.isBusy}
                  onPress={() => void reply(swap.swapId, true)}
                />
              </View>
            </View>
          </Card>
        )
      })}
    </>
  )
}
