import { useState } from 'react'
import type { PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { shiftRoles } from '../../../shared/volunteering/lifecycle.ts'
import { skills, type Skill } from '../../../shared/volunteers/lifecycle.ts'
import { useCommand } from '../../client/use-command.ts'
import { roleWords } from '../../text/activities.ts'
import { skillWords } from '../../text/volunteering.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { oneMoreLike, refusalWords } from './one-more.ts'
import { Pick } from './pick.tsx'
import { ShiftFields, useShiftTyped } from './shift-fields.tsx'
import { localToday } from './typed.ts'

/** Adds one shift to an activity that stands: like the last one, a week later, until somebody says otherwise. */
export function AddShiftSheet({
  view,
  onClose,
  onDone,
  onStale,
}: {
  view: PlanView
  onClose: () => void
  onDone: (words: string) => void
  /** Somebody was faster: what is typed stays, and is right for the activity as it is now. */
  onStale: () => void
}) {
  const command = useCommand('volunteering.addShift')
  const [start] = useState(() => oneMoreLike(view, localToday()))
  const shift = useShiftTyped(start)
  const [role, setRole] = useState(start.role)
  const [skill, setSkill] = useState<Skill | ''>(start.neededSkill ?? '')
  const { communityId, activityId, version, plan } = view
  const add = async () => {
    if (!shift.words) return
    const neededSkill = role === 'volunteer' && skill !== '' ? skill : null
    const key = { id: command.id(), communityId, activityId, version }
    const answer = await command.run({ ...key, role, neededSkill, ...shift.words })
    if (answer?.ok) onDone('加好了，可以报名了')
    else if (answer?.error.code === 'conflict') onStale()
  }
  return (
    <Sheet title="加一班" onClose={onClose}>
      <Segmented
        label="要谁来"
        options={shiftRoles.map((one) => ({ value: one, text: roleWords[one] }))}
        value={role}
        onChange={setRole}
      />
      <ShiftFields id="add" shift={shift} />
      {role === 'volunteer' ? (
        <Pick<Skill | ''>
          label="要会什么"
          options={[
            { value: '', text: '不用会什么' },
            ...skills.map((one) => ({ value: one, text: skillWords[one].text })),
          ]}
          value={skill}
          onChange={setSkill}
        />
      ) : null}
      {plan.venue === null ? null : <Notice text={`${plan.venue.name}也一起订上。`} />}
      {command.error ? <Notice kind="warn" text={refusalWords(command.error)} /> : null}
      <Btn
        id="add-shift"
        text="加上这一班"
        kind="primary"
        size="l"
        wide
        disabled={shift.words === undefined}
        isBusy={command.isBusy}
        busyText="正在加"
        onPress={() => void add()}
      />
    </Sheet>
  )
}
