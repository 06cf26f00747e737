import { View } from '@tarojs/components'
import type { GroupSummary } from '../../../shared/volunteering/groups-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { groupFieldWords, groupKindWords } from '../../text/groups.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'

const mostShown = 8

/** My groups and those one could join; for leaders the way to what they lead. */
export function Groups() {
  const query = useQuery('volunteering.groups', {}, { keep: true })
  const all = () => openPage('volunteering/groups/index')
  return (
    <QueryView
      query={query}
      rows={4}
      empty={{
        when: ({ mine, groups }) => mine.length + groups.length === 0,
        show: (
          <Empty
            title="还没有队伍"
            line="爱写字的、爱跳舞的、想帮人的，凑几个人就能办一支。"
            act={<Btn text="办一支队伍" kind="primary" size="l" onPress={all} />}
          />
        ),
      }}
    >
      {({ mine, groups }) => {
        const others = groups.filter(({ groupId }) => mine.every((own) => own.groupId !== groupId))
        const leads = mine.some(({ mine: own }) => own?.role === 'leader' || own?.role === 'deputy')
        return (
          <>
            {leads ? (
              <Rows>
                <IconRow
                  icon="calendar-days"
                  title="我带的活动"
                  note="写一个，改一改，点名"
                  onPress={() => openPage('volunteering/leading/index')}
                />
              </Rows>
            ) : null}
            {mine.length === 0 ? null : <GroupRows title="我在的" groups={mine} />}
            {others.length === 0 ? null : <GroupRows title="都在找人" groups={others.slice(0, mostShown)} />}
            <Btn text="全部队伍，找一支、办一支" kind="tint" wide onPress={all} />
          </>
        )
      }}
    </QueryView>
  )
}

function GroupRows({ title, groups }: { title: string; groups: readonly GroupSummary[] }) {
  return (
    <Section title={title} note={`${groups.length} 支`}>
      <Rows>
        {groups.map(({ groupId, name, kind, field, memberCount, meets }) => (
          <Row
            key={groupId}
            lead={
              <View className="lead lead--icon">
                <Icon name={groupFieldWords[field].icon} />
              </View>
            }
            title={name}
            note={`${groupKindWords[kind]}，${memberCount} 人${meets === '' ? '' : `，${meets}`}`}
            onPress={() => openPage('volunteering/group/index', { id: groupId })}
          />
        ))}
      </Rows>
    </Section>
  )
}
