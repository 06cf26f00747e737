import { View } from '@tarojs/components'
import { useState } from 'react'
import type { GroupSummary } from '../../../shared/volunteering/groups-contract.ts'
import { groupKinds, type GroupKind } from '../../../shared/volunteering/lifecycle.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { groupFieldWords, groupKindWords, groupRoleWords, groupStatusWords } from '../../text/groups.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Field } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'

/** Groups of the community: mine first, then all by kind. */
export default function VolunteeringGroupsPage() {
  return (
    <Page title="队伍和社团">
      <WhenBound rows={5}>{() => <Groups />}</WhenBound>
    </Page>
  )
}

type Kind = GroupKind | 'all'

function Groups() {
  const [kind, setKind] = useState<Kind>('all')
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const query = useQuery(
    'volunteering.groups',
    { ...(kind === 'all' ? {} : { kind }), ...(search === '' ? {} : { search }) },
    { keep: kind === 'all' && search === '' },
  )
  const isFound = search !== '' && search === typed.trim()
  const isWhole = kind === 'all' && search === ''
  const propose = (
    <Btn
      id="propose"
      text="办一支新队伍"
      kind="tint"
      icon="plus"
      wide
      onPress={() => openPage('volunteering/group-edit/index')}
    />
  )
  return (
    <>
      <View className="flex g2 low">
        <View className="grow">
          <Field
            label="找一支队伍"
            value={typed}
            maxLength={20}
            placeholder="书画、跳舞、送饭"
            onInput={setTyped}
            id="search"
          />
        </View>
        <Btn
          id="find"
          text={isFound ? '不找了' : '找'}
          label={isFound ? '不找了，看全部' : '找队伍'}
          kind="secondary"
          icon={isFound ? 'x' : 'search'}
          disabled={!isFound && typed.trim() === ''}
          onPress={() => {
            if (isFound) setTyped('')
            setSearch(isFound ? '' : typed.trim())
          }}
        />
      </View>
      <Chips
        label="哪一种"
        options={[
          { value: 'all', text: '全部' },
          ...groupKinds.map((value) => ({ value, text: groupKindWords[value] })),
        ]}
        value={kind}
        onChange={setKind}
      />
      <QueryView
        query={query}
        rows={5}
        empty={{
          when: ({ mine, groups }) => mine.length + groups.length === 0,
          show: isWhole ? (
            <Empty title="还没有队伍" line="爱写字的、爱跳舞的、想帮人的，凑几个人就能办一支。" act={propose} />
          ) : (
            <Empty title="没有这样的队伍" line="换个词再找，或者自己办一支。" act={propose} />
          ),
        }}
      >
        {({ mine, groups: all }) => {
          const groups = isWhole ? all.filter((group) => !isIn(group)) : all
          return (
            <>
              {isWhole && mine.length > 0 ? (
                <Section title="我的队伍" first>
                  <Rows>
                    {mine.map((group) => (
                      <GroupRow key={group.groupId} group={group} />
                    ))}
                  </Rows>
                </Section>
              ) : null}
              {(isWhole ? groupKinds.filter((one) => groups.some((group) => group.kind === one)) : [undefined]).map(
                (one, index) => {
                  const shown = groups.filter((group) => one === undefined || group.kind === one)
                  return (
                    <Section
                      key={one ?? 'found'}
                      title={one === undefined ? '找到的' : groupKindWords[one]}
                      note={`${shown.length} 支`}
                      first={index === 0 && (!isWhole || mine.length === 0)}
                    >
                      <Rows>
                        {shown.map((group) => (
                          <GroupRow key={group.groupId} group={group} />
                        ))}
                      </Rows>
                    </Section>
                  )
                },
              )}
              {propose}
            </>
          )
        }}
      </QueryView>
    </>
  )
}

/** Stands among mine already. */
const isIn = ({ mine }: GroupSummary) => mine?.status === 'member' || mine?.status === 'asked'

function GroupRow({ group }: { group: GroupSummary }) {
  const { groupId, name, field, status, introduction, memberCount, meets, mine } = group
  const people = `${memberCount} 人`
  return (
    <Row
      lead={
        <View className="lead lead--icon">
          <Icon name={groupFieldWords[field].icon} />
        </View>
      }
      title={name}
      note={status === 'active' ? (meets === '' ? people : `${meets}，${people}`) : introduction}
      {...(status === 'active' && mine === null ? {} : { end: <Standing group={group} /> })}
      onPress={() => openPage('volunteering/group/index', { id: groupId })}
    />
  )
}

function Standing({ group: { status, mine } }: { group: GroupSummary }) {
  if (status !== 'active') return <SaidPill said={groupStatusWords[status]} />
  if (mine?.status === 'member') return <Pill text={groupRoleWords[mine.role ?? 'member']} kind="ok" icon="check" />
  if (mine?.status === 'asked') return <Pill text="等回话" kind="warn" icon="hourglass" />
  return null
}
