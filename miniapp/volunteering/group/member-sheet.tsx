import { useState } from 'react'
import type { GroupDetail, RosterLine } from '../../../shared/volunteering/groups-contract.ts'
import { dial } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { groupRoleWords } from '../../text/groups.ts'
import { Btn } from '../../ui/btn.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type Asked = 'remove' | 'appoint' | undefined

/** What can be done about one member. */
export function MemberSheet({
  group,
  line,
  onClose,
  onDone,
}: {
  group: GroupDetail
  line: RosterLine
  onClose: () => void
  onDone: () => void
}) {
  const { communityId, groupId, may, mine, offeredToName } = group
  const { residentId, name, phone, role } = line
  const deputy = useCommand('volunteering.setDeputy')
  const offer = useCommand('volunteering.offerGroup')
  const [asked, ask] = useState<Asked>(undefined)
  const isLeader = role === 'leader'
  const leads = mine?.role === 'leader'
  const error = deputy.error ?? offer.error
  const finish = (answer: { ok: boolean } | undefined, words: string) => {
    if (!answer?.ok) return
    say(words)
    onDone()
  }
  if (asked !== undefined) {
    return <ReasonSheet group={group} line={line} asked={asked} onClose={() => ask(undefined)} onDone={onDone} />
  }
  return (
    <Sheet title={name} line={groupRoleWords[role]} onClose={onClose}>
      {phone === null ? null : (
        <Btn
          text="打电话"
          label={`打电话给${name}`}
          kind="primary"
          size="l"
          wide
          icon="phone"
          onPress={() => dial(phone)}
        />
      )}
      {error ? <Notice kind="warn" text={error.message} /> : null}
      {may.lead && !isLeader ? (
        <Btn
          text={role === 'deputy' ? '不当副队长了' : '请当副队长'}
          kind="secondary"
          wide
          isBusy={deputy.isBusy}
          onPress={() =>
            void deputy
              .run({ communityId, groupId, residentId, deputy: role !== 'deputy' })
              .then((answer) => finish(answer, role === 'deputy' ? '改好了' : `${name}是副队长了`))
          }
        />
      ) : null}
      {leads && !isLeader ? (
        <Btn
          text={offeredToName === name ? '不请接手了' : '请接手当队长'}
          kind="secondary"
          wide
          isBusy={offer.isBusy}
          onPress={() =>
            void offer
              .run({ communityId, groupId, residentId: offeredToName === name ? null : residentId })
              .then((answer) => finish(answer, offeredToName === name ? '收回来了' : `说了，等${name}答应`))
          }
        />
      ) : null}
      {may.appoint && !isLeader ? (
        <Btn text="社区定为队长" kind="secondary" wide onPress={() => ask('appoint')} />
      ) : null}
      {!isLeader && (role === 'member' || may.lead) ? (
        <Btn text="请离队" kind="plain" wide onPress={() => ask('remove')} />
      ) : null}
      <Btn text="关上" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

/** What is done against or over somebody's head needs a reason that they read. */
function ReasonSheet({
  group,
  line,
  asked,
  onClose,
  onDone,
}: {
  group: GroupDetail
  line: RosterLine
  asked: 'remove' | 'appoint'
  onClose: () => void
  onDone: () => void
}) {
  const { communityId, groupId, leaderName } = group
  const { residentId, name } = line
  const remove = useCommand('volunteering.removeMember')
  const appoint = useCommand('volunteering.appointLeader')
  const [words, setWords] = useState('')
  const isRemoval = asked === 'remove'
  const error = remove.error ?? appoint.error
  const act = async () => {
    const input = { communityId, groupId, residentId, words }
    const answer = isRemoval ? await remove.run(input) : await appoint.run(input)
    if (!answer?.ok) return
    say(isRemoval ? '办好了' : `${name}是队长了`)
    onDone()
  }
  return (
    <Sheet
      title={isRemoval ? `请${name}离队？` : `定${name}当队长？`}
      line={
        isRemoval
          ? '本人会收到消息，看到您写的原因。'
          : leaderName === ''
            ? '本人会收到消息，看到您写的原因。'
            : `${leaderName}还是队员。两位都会看到您写的原因。`
      }
      onClose={onClose}
    >
      <LongField
        id="reason"
        label="为什么"
        value={words}
        maxLength={100}
        placeholder={isRemoval ? '搬走了，来不了' : '老队长搬走了'}
        onInput={setWords}
      />
      {error ? <Notice kind="warn" text={error.message} /> : null}
      <Btn
        id="do-it"
        text={isRemoval ? '请离队' : '就这样定'}
        kind={isRemoval ? 'danger' : 'primary'}
        size="l"
        wide
        disabled={words.trim() === ''}
        isBusy={remove.isBusy || appoint.isBusy}
        busyText="正在办"
        onPress={() => void act()}
      />
      <Btn text="再想想" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
