import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { DeskGroup } from '../../../shared/volunteering/groups-contract.ts'
import { dayOf, dayWord, timeOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { groupFieldWords, groupKindWords } from '../../text/groups.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { FindResident } from '../find-resident.tsx'
import { useWide } from '../use-wide.ts'
import { JudgeSheet } from './judge-sheet.tsx'

/** Groups of a community: proposals to be answered, what each does, and the rooms they keep. */
export default function DeskGroupsPage() {
  const isWide = useWide()
  const { data: me } = useFreshMe()
  const named = useParameter('community')
  const post = (me?.staff ?? []).filter(
    ({ role, areaCode }) => (role === 'community_staff' || role === 'admin') && areaCode.length <= 12,
  )[0]
  const communityId = named !== '' ? named : (post?.areaCode ?? '')
  const asked = communityId.length === 12 ? { communityId } : undefined
  const query = useQuery('volunteering.deskGroups', asked, { pollMilliseconds: 60_000 })
  const [isMaking, make] = useState(false)
  const making = (
    <Section title="建一支队伍">
      {isMaking ? (
        <View className="col g3">
          <FindResident
            communityId={communityId}
            label="谁当队长：姓名，或者门牌"
            button="找这位居民"
            none="换个写法再找。"
            onFound={({ residentId, maskedName }) =>
              openPage('volunteering/group-edit/index', {
                community: communityId,
                leader: residentId,
                name: maskedName,
              })
            }
          />
          <Btn text="先不建" kind="plain" wide onPress={() => make(false)} />
        </View>
      ) : (
        <Btn text="建一支，先找队长" kind="tint" icon="plus" wide onPress={() => make(true)} />
      )}
    </Section>
  )
  return (
    <Page title="队伍和社团" help={false} wide={isWide}>
      {me !== undefined && asked === undefined ? (
        <Empty title="这里给社区工作人员用" line="找队伍、加入队伍，在“志愿”里点“队伍”。" />
      ) : (
        <QueryView query={query} rows={6}>
          {({ groups, mayJudge }) => (
            <View className={isWide ? 'columns' : ''}>
              <View className="columns__one">
                <Proposals
                  communityId={communityId}
                  groups={groups.filter(({ status }) => status === 'proposed')}
                  mayJudge={mayJudge}
                  onDone={query.refresh}
                />
                <Listed communityId={communityId} groups={groups} />
              </View>
              <View className="columns__one">
                <Rooms communityId={communityId} isFirst={isWide} />
                {making}
              </View>
            </View>
          )}
        </QueryView>
      )}
    </Page>
  )
}

function Proposals({
  communityId,
  groups,
  mayJudge,
  onDone,
}: {
  communityId: string
  groups: readonly DeskGroup[]
  mayJudge: boolean
  onDone: () => void
}) {
  const [judged, judge] = useState<{ group: DeskGroup; accept: boolean } | undefined>(undefined)
  if (groups.length === 0) return null
  return (
    <Section title="等您答复" note={`${groups.length} 支`} first>
      <View className="col g3">
        {groups.map((group) => (
          <Card key={group.groupId} pad className="col g3">
            <View>
              <View className="t-title">
                <Text>{group.name}</Text>
              </View>
              <View className="flex g2 wrap mt2">
                <Pill text={groupKindWords[group.kind]} />
                <Pill text={groupFieldWords[group.field].text} icon={groupFieldWords[group.field].icon} />
              </View>
            </View>
            <Say>{group.introduction}</Say>
            <View className="t-small quiet">
              <Say>
                {`${group.proposedByName}提的${group.madeAt === null ? '' : `，${dayWord(dayOf(new Date(group.madeAt)))}`}${group.meets === '' ? '' : `。${group.meets}`}`}
              </Say>
            </View>
            {mayJudge ? (
              <View className="flex g2">
                <View className="grow">
                  <Btn
                    text="答应"
                    label={`答应办${group.name}`}
                    kind="primary"
                    wide
                    onPress={() => judge({ group, accept: true })}
                  />
                </View>
                <View className="grow">
                  <Btn
                    text="这次不办"
                    label={`这次不办${group.name}`}
                    kind="secondary"
                    wide
                    onPress={() => judge({ group, accept: false })}
                  />
                </View>
              </View>
            ) : null}
          </Card>
        ))}
      </View>
      {judged ? (
        <JudgeSheet
          communityId={communityId}
          {...judged}
          onClose={() => judge(undefined)}
          onDone={() => {
            judge(undefined)
            onDone()
          }}
        />
      ) : null}
    </Section>
  )
}

/** Associations with their branches under them, then what was closed lately. */
function Listed({ communityId, groups }: { communityId: string; groups: readonly DeskGroup[] }) {
  const active = groups.filter(({ status }) => status === 'active')
  const closed = groups.filter(({ status }) => status === 'closed')
  const roots = active.filter(({ parentId }) => !active.some(({ groupId }) => groupId === parentId))
  const ordered: DeskGroup[] = []
  roots.forEach((root) => {
    ordered.push(root)
    active.forEach((group) => {
      if (group.parentId === root.groupId) ordered.push(group)
    })
  })
  if (groups.length === 0) return <Empty title="还没有队伍" line="居民提了，或者社区建一支，就在这里。" />
  const people = roots.reduce((sum, { allMembers }) => sum + allMembers, 0)
  return (
    <>
      <Section title="在活动的" note={`${active.length} 支，${people} 人次`}>
        <Rows>
          {ordered.map((group) => (
            <GroupRow key={group.groupId} communityId={communityId} group={group} />
          ))}
        </Rows>
      </Section>
      {closed.length === 0 ? null : (
        <Section title="最近解散的">
          <Rows>
            {closed.map((group) => (
              <GroupRow key={group.groupId} communityId={communityId} group={group} />
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}

function GroupRow({ communityId, group }: { communityId: string; group: DeskGroup }) {
  const { groupId, name, field, parentId, leaderName, isLeaderless, memberCount, allMembers } = group
  const { activitiesThisYear, asksOpen } = group
  const people = allMembers > memberCount ? `连分会 ${allMembers} 人` : `${memberCount} 人`
  const leader = isLeaderless || leaderName === '' ? '还没有队长' : `队长${leaderName}`
  return (
    <Row
      lead={
        <View className="lead lead--icon">
          <Icon name={groupFieldWords[field].icon} />
        </View>
      }
      title={name}
      note={`${parentId === null ? '' : '分会，'}${leader}，${people}，${activitiesThisYear === 0 ? '今年还没办活动' : `今年 ${activitiesThisYear} 次活动`}`}
      {...(isLeaderless
        ? { end: <Pill text="缺队长" kind="warn" icon="triangle-alert" /> }
        : asksOpen > 0
          ? { end: <Pill text={`${asksOpen} 人想加入`} kind="info" /> }
          : {})}
      onPress={() => openPage('volunteering/group/index', { id: groupId, community: communityId })}
    />
  )
}

/** What the rooms are kept for: no resident can book them then. */
function Rooms({ communityId, isFirst }: { communityId: string; isFirst: boolean }) {
  const query = useQuery('volunteering.venueCalendar', communityId.length === 12 ? { communityId } : undefined)
  return (
    <Section title="留给活动的场地" first={isFirst}>
      <QueryView
        query={query}
        rows={2}
        empty={{
          when: ({ uses }) => uses.length === 0,
          show: (
            <Card pad>
              <Say>还没有活动要用场地。发布要场地的活动，就自动留好。</Say>
            </Card>
          ),
        }}
      >
        {({ uses }) => (
          <Rows>
            {uses.map(({ activityId, startsAt, endsAt, venue, title, byName }) => (
              <Row
                key={`${activityId} ${startsAt}`}
                title={`${venue}，${title}`}
                note={`${dayWord(dayOf(new Date(startsAt)))} ${timeOf(new Date(startsAt))}–${timeOf(new Date(endsAt))}，${byName}`}
              />
            ))}
          </Rows>
        )}
      </QueryView>
    </Section>
  )
}
