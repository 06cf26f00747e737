import { useState } from 'react'
import type { RollSheet } from '../../../shared/volunteering/attendance-contract.ts'
import type { ShiftRole } from '../../../shared/volunteering/lifecycle.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Segmented } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** Somebody stands here without a place, or without a phone. */
export function WalkIn({ sheet, onClose, onDone }: { sheet: RollSheet; onClose: () => void; onDone: () => void }) {
  const command = useCommand('volunteering.walkIn')
  const [name, setName] = useState('')
  const [lastFour, setLastFour] = useState('')
  const [role, setRole] = useState<ShiftRole>(sheet.role)
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const { communityId, shiftId } = sheet

  async function add() {
    const digits = lastFour.replace(/\D/g, '')
    if (name.trim() === '') return setWrong('写上他的名字。')
    if (digits !== '' && digits.length !== 4) return setWrong('手机号写后四位，没有就空着。')
    setWrong(undefined)
    const answer = await command.run({
      id: command.id(),
      communityId,
      shiftId,
      name: name.trim(),
      lastFour: digits,
      role,
    })
    if (!answer?.ok) return undefined
    say(`加上了${name.trim()}`)
    onDone()
    return onClose()
  }

  const problem = wrong ?? command.error?.message
  return (
    <Sheet title="加一位没报名的" line={`还有 ${sheet.placesLeft} 个空位。加上就算到了。`} onClose={onClose}>
      <Field label="全名" value={name} onInput={setName} maxLength={20} id="walk-in-name" />
      <Field
        label="手机号后四位，同名才要写"
        value={lastFour}
        onInput={setLastFour}
        type="number"
        maxLength={4}
        id="walk-in-four"
      />
      {sheet.role === 'volunteer' ? (
        <Segmented<ShiftRole>
          label="来做什么"
          options={[
            { value: 'volunteer', text: '做志愿' },
            { value: 'participant', text: '来参加' },
          ]}
          value={role}
          onChange={setRole}
        />
      ) : null}
      {problem === undefined ? null : <Notice kind="warn" text={problem} />}
      <Btn
        text="加上，他到了"
        kind="primary"
        size="l"
        wide
        isBusy={command.isBusy}
        busyText="正在加"
        onPress={() => void add()}
      />
      <Btn text="先不加" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
