import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { Consent, Rhythm } from '../../../shared/help/wellness.ts'
import { rhythms } from '../../../shared/help/wellness.ts'
import { useCommand } from '../../client/use-command.ts'
import { rhythmWords } from '../../text/care.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** How often somebody wants to be asked after; only with their yes. */
export function PlanSheet({
  card,
  onClose,
  onDone,
}: {
  card: Output<Endpoints['help.careCard']>
  onClose: () => void
  onDone: () => void
}) {
  const { communityId, residentId, name, plan } = card
  const [rhythm, setRhythm] = useState<Rhythm>(plan?.rhythm ?? 'daily')
  const set = useCommand('help.setWellness')

  async function choose(consent: Consent) {
    const answer = await set.run({ person: { communityId, residentId }, rhythm, consent })
    if (answer?.ok !== true) return
    say(answer.data.status === 'active' ? '设好了' : '问他了，等他同意')
    onDone()
  }

  return (
    <Sheet title={`${name}多久报一次平安？`} line="到点没有动静，先问他，再打电话，再上门。" onClose={onClose}>
      {rhythms.map((one) => (
        <Choice
          key={one}
          title={rhythmWords[one].text}
          note={rhythmWords[one].note}
          isOn={rhythm === one}
          onPress={() => setRhythm(one)}
        />
      ))}
      {set.error === undefined ? null : <Notice kind="warn" text={set.error.message} />}
      <Btn
        text="本人当面同意了，设好"
        kind="primary"
        size="l"
        wide
        icon="check"
        isBusy={set.isBusy}
        busyText="正在设"
        onPress={() => void choose('spoken')}
      />
      <Btn text="发到他手机上问" kind="secondary" size="l" wide onPress={() => void choose('ask')} />
      <Btn text="先不设" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
