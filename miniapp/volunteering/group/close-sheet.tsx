import { useState } from 'react'
import type { GroupDetail } from '../../../shared/volunteering/groups-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** The end of a group, with the words that its members hear. */
export function CloseSheet({
  group,
  onClose,
  onDone,
}: {
  group: GroupDetail
  onClose: () => void
  onDone: () => void
}) {
  const { communityId, groupId, version, name, memberCount } = group
  const command = useCommand('volunteering.closeGroup')
  const [words, setWords] = useState('')
  const end = async () => {
    const answer = await command.run({ communityId, groupId, version, words })
    if (!answer?.ok) return
    say('解散了，大家都收到了消息')
    onDone()
  }
  return (
    <Sheet
      title={`解散“${name}”？`}
      line={`${memberCount} 人都会收到消息。做过的服务都还记着，队伍找不回来。`}
      onClose={onClose}
    >
      <LongField id="close-words" label="跟大家说一句" value={words} maxLength={100} onInput={setWords} />
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      <Btn
        id="close-group"
        text="解散"
        kind="danger"
        size="l"
        wide
        disabled={words.trim() === ''}
        isBusy={command.isBusy}
        busyText="正在办"
        onPress={() => void end()}
      />
      <Btn text="先不解散" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
