import { useState } from 'react'
import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { groupNames } from '../../../shared/homecare/words.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { dayOf } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Segmented } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type Group = Input<Endpoints['homecare.noteGroup']>['group']
const groups: readonly Group[] = ['hardship', 'disabled', 'special_contribution']
const dayForm = /^\d{4}-\d{2}-\d{2}$/

/** A proof that somebody belongs to a group, with the days it holds. */
export function GroupSheet({
  person,
  onClose,
  onDone,
}: {
  person: PersonRef
  onClose: () => void
  onDone: () => void
}) {
  const note = useCommand('homecare.noteGroup')
  const [group, setGroup] = useState<Group>('hardship')
  const [proof, setProof] = useState('')
  const [since, setSince] = useState(() => dayOf(new Date()))
  const [until, setUntil] = useState('')
  const isRight = proof.trim() !== '' && dayForm.test(since) && (until === '' || dayForm.test(until))
  async function send() {
    const answer = await note.run({ person, group, since, until: until === '' ? null : until, proof: proof.trim() })
    if (answer?.ok !== true) return
    say('记下了')
    onDone()
  }
  return (
    <Sheet title="记一张凭证" line="亲眼看过证件再记。谁记的、哪天记的，都留着。" onClose={onClose}>
      <Segmented
        label="哪一类"
        options={groups.map((value) => ({ value, text: groupNames[value] }))}
        value={group}
        onChange={setGroup}
      />
      <Field
        label="看了什么证件"
        value={proof}
        onInput={setProof}
        maxLength={120}
        placeholder="残疾证，二级"
        id="proof"
      />
      <Field label="从哪天起" value={since} onInput={setSince} maxLength={10} placeholder="2026-01-05" id="since" />
      <Field
        label="到哪天（不写就是一直）"
        value={until}
        onInput={setUntil}
        maxLength={10}
        placeholder="2027-01-04"
        id="until"
      />
      {note.error === undefined ? null : <Notice kind="warn" text={note.error.message} />}
      <Btn
        text="记下来"
        kind="primary"
        size="l"
        wide
        disabled={!isRight}
        isBusy={note.isBusy}
        busyText="正在记"
        onPress={() => void send()}
      />
      <Btn text="先不记" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
