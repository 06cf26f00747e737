import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Roster, RosterShift } from '../../../shared/people/roster-contract.ts'
import { dayOf, dayPhrase } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { hoursWords, partWords } from '../../text/roster.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** Whom to ask, and for which shift of theirs; nothing changes before they agree. */
export function SwapSheet({
  data,
  shift,
  onDone,
  onClose,
}: {
  data: Roster
  shift: RosterShift
  onDone: () => void
  onClose: () => void
}) {
  const ask = useCommand('people.askSwap')
  const [of, setOf] = useState('')
  const [inReturn, setInReturn] = useState('')
  const today = dayOf(new Date(data.now))
  const colleagues = data.people.filter(({ accountId }) => accountId !== shift.accountId)
  const theirs = data.shifts.filter(
    ({ accountId, startsAt, areaCode }) =>
      accountId === of && areaCode === shift.areaCode && Date.parse(startsAt) > Date.parse(data.now),
  )
  async function send() {
    const { areaCode, shiftId } = shift
    const back = inReturn === '' ? {} : { inReturnId: inReturn }
    const answer = await ask.run({ id: ask.id(), areaCode, shiftId, of, ...back })
    if (answer?.ok !== true) return
    say('问了，等他回话')
    onDone()
  }
  return (
    <Sheet
      title={`换班，${dayPhrase(shift.day, today)} ${hoursWords(shift)}`}
      line={`${shift.areaName}，${partWords[shift.part]}。对方同意才算数，两个人都记下来。`}
      onClose={onClose}
    >
      <View className="col g1 chips-wrap">
        <View className="strong">
          <Text>请谁替</Text>
        </View>
        <Chips
          label="请谁替"
          options={colleagues.map(({ accountId, name }) => ({ value: accountId, text: name }))}
          value={of}
          onChange={(accountId) => {
            setOf(accountId)
            setInReturn('')
            ask.clearError()
          }}
        />
      </View>
      {theirs.length === 0 ? null : (
        <View className="col g1 chips-wrap">
          <View className="strong">
            <Text>换他哪一班</Text>
          </View>
          <Chips
            label="换他哪一班"
            options={[
              { value: '', text: '不用还' },
              ...theirs.slice(0, 8).map((one) => ({
                value: one.shiftId,
                text: `${dayPhrase(one.day, today)} ${hoursWords(one)} ${partWords[one.part]}`,
              })),
            ]}
            value={inReturn}
            onChange={setInReturn}
          />
        </View>
      )}
      {ask.error === undefined ? null : <Notice kind="warn" text={ask.error.message} />}
      <Btn
        text="问问他"
        kind="primary"
        size="l"
        wide
        disabled={of === ''}
        isBusy={ask.isBusy}
        busyText="正在问"
        onPress={() => void send()}
      />
      <Btn text="不换了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
