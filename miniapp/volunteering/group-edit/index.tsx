import { View } from '@tarojs/components'
import { useState } from 'react'
import type { GroupDetail } from '../../../shared/volunteering/groups-contract.ts'
import { groupFields, groupKinds, type GroupField, type GroupKind } from '../../../shared/volunteering/lifecycle.ts'
import { goBack, replacePage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { groupFieldWords, groupKindWords } from '../../text/groups.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Switch } from '../../ui/forms.tsx'
import { Card, Row } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { Pick } from '../plan/pick.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'

/** A new group, proposed by a resident or made by staff with a leader; or what a group says of itself, changed. */
export default function VolunteeringGroupEditPage() {
  const groupId = useParameter('id')
  const communityId = useParameter('community')
  const leaderId = useParameter('leader')
  const leaderName = useParameter('name')
  const query = useQuery('volunteering.group', groupId === '' ? undefined : { groupId, communityId })
  const title = groupId === '' ? '办一支新队伍' : '改介绍'
  if (groupId !== '') {
    return (
      <Page title={title}>
        <QueryView query={query} rows={5}>
          {(group) => <Form group={group} make={undefined} />}
        </QueryView>
      </Page>
    )
  }
  if (leaderId !== '') {
    return (
      <Page title={title} help={false}>
        <Notice kind="info" text={`队长是${leaderName}，建好就告诉他。`} />
        <Form group={undefined} make={{ communityId, leaderId }} />
      </Page>
    )
  }
  return (
    <Page title={title}>
      <WhenBound rows={5}>
        {() => (
          <>
            <Notice kind="info" text="写好送给社区看，答应了，您就是队长。" />
            <Form group={undefined} make={undefined} />
          </>
        )}
      </WhenBound>
    </Page>
  )
}

/** What a group may be a branch of: every group that is no branch itself. */
function useAssociations(make: { communityId: string } | undefined, group: GroupDetail | undefined) {
  const isStaff = make !== undefined || group?.may.appoint === true
  const communityId = make?.communityId ?? group?.communityId ?? ''
  const own = useQuery('volunteering.groups', isStaff ? undefined : {})
  const desk = useQuery('volunteering.deskGroups', isStaff ? { communityId } : undefined)
  const known = isStaff
    ? (desk.data?.groups ?? []).filter(({ status, parentId }) => status === 'active' && parentId === null)
    : (own.data?.groups ?? []).filter(({ parent }) => parent === null)
  return known
    .filter(({ groupId }) => groupId !== group?.groupId)
    .map(({ groupId, name, kind }) => ({ groupId, name, kind }))
}

function Form({
  group,
  make,
}: {
  group: GroupDetail | undefined
  make: { communityId: string; leaderId: string } | undefined
}) {
  const propose = useCommand('volunteering.proposeGroup')
  const found = useCommand('volunteering.makeGroup')
  const change = useCommand('volunteering.changeGroup')
  const known = useAssociations(make, group)
  const [name, setName] = useState(group?.name ?? '')
  const [kind, setKind] = useState<GroupKind>(group?.kind ?? 'interest_club')
  const [field, setField] = useState<GroupField>(group?.field ?? 'mutual_aid')
  const [parentId, setParentId] = useState(group?.parent?.groupId ?? '')
  const [introduction, setIntroduction] = useState(group?.introduction ?? '')
  const [meets, setMeets] = useState(group?.meets ?? '')
  const [isOpen, setOpen] = useState(group?.isOpen ?? false)
  const associations = known.filter((one) => one.kind === kind || one.groupId === parentId)
  const error = propose.error ?? found.error ?? change.error
  const isBusy = propose.isBusy || found.isBusy || change.isBusy
  const isReady = name.trim() !== '' && introduction.trim() !== ''
  const send = async () => {
    const parent = parentId === '' ? null : parentId
    const fields = { name, kind, field, parentId: parent, introduction, meets, isOpen }
    if (group) {
      const { communityId, groupId, version } = group
      const answer = await change.run({ communityId, groupId, version, ...fields })
      if (!answer?.ok) return
      say('改好了')
      goBack()
    } else if (make) {
      const answer = await found.run({ id: found.id(), ...make, ...fields })
      if (!answer?.ok) return
      say('建好了')
      replacePage('volunteering/group/index', { id: answer.data.groupId, community: make.communityId })
    } else {
      const answer = await propose.run({ id: propose.id(), ...fields })
      if (!answer?.ok) return
      say('送到社区了')
      replacePage('volunteering/group/index', { id: answer.data.groupId })
    }
  }
  /** What was changed is another proposal than the one whose answer may have been lost. */
  const typed =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      propose.renew()
      found.renew()
      set(value)
    }
  return (
    <>
      <Card pad className="col g4">
        <Field
          id="group-name"
          label="叫什么"
          value={name}
          maxLength={20}
          placeholder="梅园书画社"
          onInput={typed(setName)}
        />
        <Pick
          label="哪一种"
          options={groupKinds.map((value) => ({ value, text: groupKindWords[value] }))}
          value={kind}
          onChange={typed(setKind)}
        />
        <Pick
          label="做什么"
          options={groupFields.map((value) => ({ value, text: groupFieldWords[value].text }))}
          value={field}
          onChange={typed(setField)}
        />
        <LongField
          id="group-introduction"
          label="介绍一下"
          value={introduction}
          maxLength={300}
          placeholder="做些什么，欢迎什么样的人来"
          onInput={typed(setIntroduction)}
        />
        <Field
          id="group-meets"
          label="什么时候、在哪儿活动（可以不写）"
          value={meets}
          maxLength={60}
          placeholder="每周五上午，活动中心三楼"
          onInput={typed(setMeets)}
        />
        {associations.length === 0 || (group?.branches.length ?? 0) > 0 ? null : (
          <Pick
            label="是哪个协会的分会"
            options={[
              { value: '', text: '不是分会' },
              ...associations.map(({ groupId, name: text }) => ({ value: groupId, text })),
            ]}
            value={parentId}
            onChange={typed(setParentId)}
          />
        )}
      </Card>
      <Card>
        <Row
          title="谁都能来"
          note={isOpen ? '想来的人点一下就进' : '想来的人，队长点头才进'}
          end={<Switch label="谁都能来" isOn={isOpen} onChange={typed(setOpen)} />}
        />
      </Card>
      {error ? <Notice kind="warn" text={error.message} /> : null}
      <View>
        <Btn
          id="send-group"
          text={group ? '改好了' : make ? '建这支队伍' : '送给社区看'}
          kind="primary"
          size="l"
          wide
          disabled={!isReady}
          isBusy={isBusy}
          busyText="正在送"
          onPress={() => void send()}
        />
      </View>
    </>
  )
}
