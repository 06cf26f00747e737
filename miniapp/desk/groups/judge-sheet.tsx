import { useState } from 'react'
import type { DeskGroup } from '../../../shared/volunteering/groups-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** The answer to who proposed a group. */
export function JudgeSheet({
  communityId,
  group,
  accept,
  onClose,
  onDone,
}: {
  communityId: string
  group: DeskGroup
  accept: boolean
  onClose: () => void
  onDone: () => void
}) {
  const { groupId, version, name, proposedByName } = group
  const command = useCommand('volunteering.judgeGroup')
  const [words, setWords] = useState('')
  const send = async () => {
    const answer = await command.run({ communityId, groupId, version, accept, words })
    if (!answer?.ok) return
    say(accept ? '办起来了' : '回了一声')
    onDone()
  }
  return (
    <Sheet
      title={accept ? `答应办“${name}”` : `这次不办“${name}”`}
      line={accept ? `${proposedByName}就是队长，马上收到消息。` : `${proposedByName}会看到您写的。`}
      onClose={onClose}
    >
      <LongField
        id="judge-words"
        label={accept ? '说一句（可以不写）' : '为什么'}
        value={words}
        maxLength={100}
        placeholder={accept ? '欢迎，活动室可以用' : '已经有一支了，可以一起办'}
        onInput={setWords}
      />
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      <Btn
        id="judge"
        text={accept ? '答应' : '就这样回'}
        kind="primary"
        size="l"
        wide
        disabled={!accept && words.trim() === ''}
        isBusy={command.isBusy}
        busyText="正在办"
        onPress={() => void send()}
      />
      <Btn text="再想想" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
