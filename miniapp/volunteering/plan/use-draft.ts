import { useRef, useState } from 'react'
import type { PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { useCommand } from '../../client/use-command.ts'

type Plan = PlanView['plan']

/** What is known of a draft: its words, and what the server said of them. */
export interface Draft {
  plan: Plan
  change: (change: Partial<Plan>) => void
  /** Keeps it; false when it could not be kept, and everything stays on the page. */
  save: () => Promise<boolean>
  /** Keeps it and hands it in; true when it is in review now. */
  submit: () => Promise<boolean>
  days: PlanView['days']
  problems: PlanView['problems']
  isBusy: boolean
  error: string | undefined
  /** True while something is written that was not kept. */
  isChanged: boolean
}

/** A draft on the page and on the server. `start.version` 0 = it is nowhere but here. */
export function useDraft(
  key: { communityId: string; activityId: string },
  start: Pick<PlanView, 'plan' | 'version' | 'days' | 'problems'>,
): Draft {
  const saving = useCommand('volunteering.saveDraft')
  const moving = useCommand('volunteering.moveActivity')
  const [plan, setPlan] = useState(start.plan)
  const [told, setTold] = useState({ days: start.days, problems: start.problems })
  const [isChanged, setChanged] = useState(start.version === 0)
  const version = useRef(start.version)

  const save = async () => {
    const answer = await saving.run({ ...key, version: version.current, plan })
    if (!answer?.ok) return false
    version.current = answer.data.version
    setTold(answer.data)
    setChanged(false)
    return true
  }
  return {
    plan,
    change: (change) => {
      setPlan((before) => ({ ...before, ...change }))
      setChanged(true)
    },
    save,
    submit: async () => {
      if (isChanged && !(await save())) return false
      const answer = await moving.run({ id: moving.id(), ...key, version: version.current, act: { move: 'submit' } })
      return answer?.ok === true
    },
    ...told,
    isBusy: saving.isBusy || moving.isBusy,
    error: (saving.error ?? moving.error)?.message,
    isChanged,
  }
}
