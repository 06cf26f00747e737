import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { GroupDetail } from '../../../shared/volunteering/groups-contract.ts'
import { call } from '../../client/call.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { groupFieldWords, groupKindWords, groupStatusWords } from '../../text/groups.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { Coming } from './coming.tsx'
import { JoinSheet, LeaveSheet, Offer } from './joining.tsx'
import { Notices } from './notices.tsx'
import { Asks, Roster } from './roster.tsx'

type Asked = 'join' | 'leave' | undefined

/** A group: what it is, what it does, and how I stand to it. */
export default function VolunteeringGroupPage() {
  const groupId = useParameter('id')
  const community = useParameter('community')
  const query = useQuery(
    'volunteering.group',
    groupId === '' ? undefined : { groupId, ...(community === '' ? {} : { communityId: community }) },
    { keep: true },
  )
  const { may, communityId = '' } = query.data ?? {}
  const roster = useQuery('volunteering.groupRoster', may?.steer === true ? { communityId, groupId } : undefined)
  const [asked, ask] = useState<Asked>(undefined)
  useSeen(query.data)
  const group = query.data
  const done = () => {
    ask(undefined)
    query.refresh()
    roster.refresh()
  }
  const mayAsk = group?.status === 'active' && group.mine?.status !== 'member' && group.mine?.status !== 'asked'
  return (
    <Page
      title="队伍"
      {...(group && mayAsk && !group.may.steer
        ? { bottom: <JoinBar group={group} onPress={() => ask('join')} /> }
        : {})}
    >
      <QueryView query={query} rows={5}>
        {(data) => (
          <>
            <What group={data} />
            <Standing group={data} onDone={done} onLeave={() => ask('leave')} />
            {data.may.steer ? <Asks group={data} roster={roster} onDone={done} /> : null}
            <Notices group={data} onDone={done} />
            <Coming group={data} />
            <Branches group={data} />
            {data.may.steer ? <Roster group={data} roster={roster} onDone={done} /> : null}
            {data.mine?.status === 'member' ? (
              <Rows>
                <IconRow icon="door-open" title="退出这支队伍" onPress={() => ask('leave')} />
              </Rows>
            ) : null}
            {data.status === 'active' ? (
              <Btn
                text="有意见，提出来"
                kind="text"
                wide
                onPress={() => openPage('evaluations/complaint/index', { group: data.groupId, name: data.name })}
              />
            ) : null}
            {asked === 'join' ? <JoinSheet group={data} onClose={() => ask(undefined)} onDone={done} /> : null}
            {asked === 'leave' ? <LeaveSheet group={data} onClose={() => ask(undefined)} onDone={done} /> : null}
          </>
        )}
      </QueryView>
    </Page>
  )
}

/** Whoever has the notices on the screen has seen them; once for each time that something is new. */
function useSeen(group: GroupDetail | undefined): void {
  const groupId = group?.hasNews === true ? group.groupId : undefined
  useEffect(() => {
    if (groupId !== undefined) void call('volunteering.seeNotices', { groupId })
  }, [groupId])
}

function What({ group }: { group: GroupDetail }) {
  const { name, kind, field, status, introduction, leaderName, deputies, meets, parent } = group
  const { memberCount, allMembers, activitiesThisYear } = group
  return (
    <Card pad>
      <View className="t-title">
        <Text>{name}</Text>
      </View>
      <View className="flex g2 wrap mt2">
        <Pill text={groupKindWords[kind]} />
        <Pill text={groupFieldWords[field].text} icon={groupFieldWords[field].icon} />
        {status === 'active' ? null : <SaidPill said={groupStatusWords[status]} />}
      </View>
      <View className="mt3">
        <Say>{introduction}</Say>
      </View>
      <View className="mt3">
        {leaderName === '' ? null : (
          <Fact name="队长">
            <Text>{leaderName}</Text>
          </Fact>
        )}
        {deputies.length === 0 ? null : (
          <Fact name="副队长">
            <Text>{deputies.join('、')}</Text>
          </Fact>
        )}
        {meets === '' ? null : (
          <Fact name="活动">
            <Say>{meets}</Say>
          </Fact>
        )}
        <Fact name="人数">
          <Text>{allMembers > memberCount ? `${memberCount} 人，连分会 ${allMembers} 人` : `${memberCount} 人`}</Text>
        </Fact>
        {activitiesThisYear === 0 ? null : (
          <Fact name="今年">
            <Text>{`办了 ${activitiesThisYear} 次活动`}</Text>
          </Fact>
        )}
        {parent === null ? null : (
          <Fact name="属于">
            <Text>{parent.name}</Text>
          </Fact>
        )}
      </View>
      {group.may.steer ? (
        <View className="flex g2 mt3">
          <Btn
            text="改介绍"
            kind="secondary"
            icon="pencil-line"
            onPress={() =>
              openPage('volunteering/group-edit/index', { id: group.groupId, community: group.communityId })
            }
          />
        </View>
      ) : null}
    </Card>
  )
}

/** What I asked, what I was answered, what I am asked. */
function Standing({ group, onDone, onLeave }: { group: GroupDetail; onDone: () => void; onLeave: () => void }) {
  const { mine, ask, status, offeredToMe, leaderName } = group
  if (offeredToMe) return <Offer group={group} onDone={onDone} />
  if (status === 'proposed') {
    return <Notice kind="info" text="社区正在看，给了答复就发消息。答应了，您就是队长。" />
  }
  if (status === 'refused') return <Notice kind="warn" text="这次没办成。想再商量，请打电话给社区。" />
  if (mine?.status === 'asked') {
    return (
      <Card pad className="col g3">
        <View className="t-title">
          <Text>等队长回话</Text>
        </View>
        <View className="quiet">
          <Say>{`已经跟${leaderName === '' ? '队长' : leaderName}说了，点了头就发消息告诉您。`}</Say>
        </View>
        <Btn text="不加入了" kind="secondary" wide onPress={onLeave} />
      </Card>
    )
  }
  if (mine?.status === 'refused') {
    const why = ask === null || ask.answer === '' ? '' : `：${ask.answer}`
    return <Notice kind="warn" text={`这次没收下${why}。以后还可以再问。`} />
  }
  if (mine?.status === 'removed') return <Notice kind="info" text="您现在不在这支队伍里。有话要说，请打电话给社区。" />
  return null
}

function Branches({ group: { branches, communityId } }: { group: GroupDetail }) {
  if (branches.length === 0) return null
  return (
    <Section title="分会" note={`${branches.length} 个`}>
      <Rows>
        {branches.map(({ groupId, name, memberCount, leaderName }) => (
          <Row
            key={groupId}
            title={name}
            note={leaderName === '' ? `${memberCount} 人` : `队长${leaderName}，${memberCount} 人`}
            onPress={() => openPage('volunteering/group/index', { id: groupId, community: communityId })}
          />
        ))}
      </Rows>
    </Section>
  )
}

function JoinBar({ group: { name, isOpen }, onPress }: { group: GroupDetail; onPress: () => void }) {
  return (
    <View className="actionbar">
      <View className="grow">
        <View className="strong">
          <Text>{name}</Text>
        </View>
        <View className="t-small quiet">
          <Text>{isOpen ? '谁都能来' : '队长点头就行'}</Text>
        </View>
      </View>
      <Btn id="join" text="我要加入" kind="primary" size="l" onPress={onPress} />
    </View>
  )
}
