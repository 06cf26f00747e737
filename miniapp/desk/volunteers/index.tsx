import { Text, View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { dayOf } from '../../../shared/time.ts'
import { skills, volunteerStatuses, type Skill, type VolunteerStatus } from '../../../shared/volunteers/lifecycle.ts'
import { call } from '../../client/call.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { skillWords } from '../../text/volunteering.ts'
import { dayInFull } from '../../text/days.ts'
import { numberInTwo, volunteerStatusWords } from '../../text/volunteers.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Field } from '../../ui/forms.tsx'
import { Card, IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { FindResident } from '../find-resident.tsx'
import { useWide } from '../use-wide.ts'
import { VolunteerDesk } from '../volunteer-desk.tsx'

type List = Output<Endpoints['volunteers.deskList']>
type Listed = List['volunteers'][number]

/** The volunteers of a community: found by name, number or the end of a telephone, or by what they can do. */
export default function VolunteersPage() {
  const isWide = useWide()
  return (
    <Page title="志愿者" help={false} wide={isWide}>
      <VolunteerDesk>{(communityId) => <Register communityId={communityId} isWide={isWide} />}</VolunteerDesk>
    </Page>
  )
}

function Register({ communityId, isWide }: { communityId: string; isWide: boolean }) {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [status, setStatus] = useState<VolunteerStatus>('active')
  const [skill, setSkill] = useState<Skill | 'any'>('any')
  const [isRegistering, setRegistering] = useState(false)
  // A search finds whoever it is, also those who left.
  const asked = {
    communityId,
    search,
    status: search === '' ? status : null,
    skill: skill === 'any' ? null : skill,
    after: null,
  }
  const query = useQuery('volunteers.deskList', asked)
  const tools = (
    <View className="col g3">
      <Card pad className="col g3">
        <Field
          label="姓名、编号，或者手机尾号"
          value={typed}
          onInput={setTyped}
          maxLength={20}
          placeholder="陈静，或者 1234 5678"
          id="volunteer-search"
        />
        <Btn text="找志愿者" kind="primary" size="l" wide icon="search" onPress={() => setSearch(typed.trim())} />
        {search === '' ? null : (
          <Btn
            text="不找了，看全部"
            kind="plain"
            wide
            onPress={() => {
              setTyped('')
              setSearch('')
            }}
          />
        )}
      </Card>
      <Rows>
        <IconRow
          icon="user-plus"
          title="替居民登记"
          note="没有手机的，照纸上的登记"
          onPress={() => setRegistering(!isRegistering)}
        />
        <IconRow
          icon="settings"
          title="志愿服务的规矩"
          note="星级、时长怎么算、几岁能登记"
          onPress={() => openPage('desk/volunteer-settings/index', { community: communityId })}
        />
      </Rows>
      {isRegistering ? (
        <FindResident
          communityId={communityId}
          label="居民姓名，或者门牌"
          button="找这位居民"
          none="换个写法再找。还没登记的居民，先到居民档案里登记。"
          onFound={({ residentId }) =>
            openPage('desk/volunteer/index', { community: communityId, resident: residentId })
          }
        />
      ) : null}
    </View>
  )
  return (
    <View className={isWide ? 'columns' : 'col g3'}>
      <View className="columns__one">{tools}</View>
      <View className="columns__one">
        <View className="col g3">
          {search === '' ? <Statuses list={query.data} status={status} onChange={setStatus} /> : null}
          <Chips<Skill | 'any'>
            label="会什么"
            options={[
              { value: 'any' as const, text: '会什么都行' },
              ...skills.map((value) => ({ value, text: skillWords[value].text })),
            ]}
            value={skill}
            onChange={setSkill}
          />
          <QueryView
            query={query}
            rows={6}
            empty={{
              when: ({ volunteers }) => volunteers.length === 0,
              show: <Empty title="没有这样的志愿者" line="换个状态、换个手艺，或者换个写法再找。" />,
            }}
          >
            {(list) => <Found key={JSON.stringify(asked)} list={list} asked={asked} />}
          </QueryView>
        </View>
      </View>
    </View>
  )
}

function Statuses({
  list,
  status,
  onChange,
}: {
  list: List | undefined
  status: VolunteerStatus
  onChange: (status: VolunteerStatus) => void
}) {
  return (
    <Chips<VolunteerStatus>
      label="状态"
      options={volunteerStatuses.map((value) => {
        const { text } = volunteerStatusWords[value]
        return { value, text: list === undefined ? text : `${text} ${list.counts[value]}` }
      })}
      value={status}
      onChange={onChange}
    />
  )
}

function Found({ list, asked }: { list: List; asked: Parameters<typeof askMore>[0] }) {
  const [more, setMore] = useState<{ volunteers: readonly Listed[]; next: List['next'] } | undefined>(undefined)
  const [isBusy, setBusy] = useState(false)
  const next = more === undefined ? list.next : more.next
  const volunteers = [...list.volunteers, ...(more?.volunteers ?? [])]
  async function goOn() {
    setBusy(true)
    const answer = await askMore({ ...asked, after: next })
    setBusy(false)
    if (!answer.ok) return say(answer.error.message)
    setMore({ volunteers: [...(more?.volunteers ?? []), ...answer.data.volunteers], next: answer.data.next })
  }
  return (
    <Section title={`一共 ${list.total} 位`} first>
      <Rows>
        {volunteers.map((volunteer) => (
          <Row
            key={volunteer.residentId}
            lead={<Avatar name={volunteer.name} />}
            title={volunteer.name}
            note={noteOf(volunteer)}
            {...endOf(volunteer, asked.search !== '')}
            onPress={() =>
              openPage('desk/volunteer/index', { community: asked.communityId, resident: volunteer.residentId })
            }
          />
        ))}
      </Rows>
      {next === null ? null : (
        <View className="mt3">
          <Btn text="再看一些" wide isBusy={isBusy} busyText="正在找" onPress={() => void goOn()} />
        </View>
      )}
      <View className="t-small quiet mt2">
        <Text>打开哪一位，那一位的“谁看过我的资料”里就有一条。</Text>
      </View>
    </Section>
  )
}

function askMore(asked: Parameters<typeof call<'volunteers.deskList'>>[1]) {
  return call('volunteers.deskList', asked)
}

function noteOf({ volunteerNumber, skills: can, status, pausedUntil, address, joinedAt }: Listed): string {
  const what =
    status === 'paused' && pausedUntil !== null
      ? `歇到 ${dayInFull(pausedUntil)}`
      : can.length === 0
        ? address === ''
          ? `${dayInFull(dayOf(new Date(joinedAt)))}登记`
          : address
        : can.map((skill) => skillWords[skill].text).join('、')
  return `${numberInTwo(volunteerNumber)}，${what}`
}

/** A state that was not asked for is said: a registration with gaps, and whatever a search finds. */
function endOf({ complete, status }: Listed, isSearch: boolean): { end?: ReactNode } {
  if (!complete && status !== 'left') {
    return { end: <SaidPill said={{ text: '没登全', kind: 'warn', icon: 'triangle-alert' }} /> }
  }
  return isSearch ? { end: <SaidPill said={volunteerStatusWords[status]} /> } : {}
}
