import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { openPage } from '../../client/navigate.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayInFull } from '../../text/days.ts'
import { checkUpLine, clausesOf, daysWords, momentOf, proxyWords, referralStateForDoctor } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar, Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { useHealthPost } from '../use-health-post.ts'
import { useWide } from '../use-wide.ts'
import { FindPatient } from './find-patient.tsx'

type Practice = Output<Endpoints['health.practice']>
type View3 = 'people' | 'letters' | 'check-ups'

/** 健康工作台: the doctor's applicants, people and letters; everybody's check-ups. */
export default function HealthDeskPage() {
  const isWide = useWide()
  const me = useFreshMe()
  const post = useHealthPost()
  return (
    <Page title="健康工作台" help={false} wide={isWide}>
      <QueryView
        query={me}
        empty={{
          when: () => post === undefined,
          show: <Empty title="这里给社区医生和社区工作人员用" line="签家庭医生，请在“我的”里点家庭医生和体检。" />,
        }}
      >
        {() =>
          post === undefined ? null : post.isDoctor ? <Doctor post={post} isWide={isWide} /> : <CheckUps {...post} />
        }
      </QueryView>
    </Page>
  )
}

function Doctor({ post: { communityId }, isWide }: { post: { communityId: string }; isWide: boolean }) {
  const practice = useQuery('health.practice', { communityId }, { pollMilliseconds: 60_000 })
  const [view, setView] = useState<View3>('people')
  const applicants = practice.data?.applicants.length ?? 0
  const overdue = practice.data?.referrals.filter((one) => one.overdue).length ?? 0
  const people = (
    <QueryView query={practice} rows={5}>
      {(data) => <People data={data} communityId={communityId} />}
    </QueryView>
  )
  const letters = (
    <QueryView query={practice} rows={5}>
      {(data) => <Letters data={data} communityId={communityId} />}
    </QueryView>
  )
  if (isWide) {
    return (
      <View className="columns">
        <View className="columns__one">{people}</View>
        <View className="columns__one">{letters}</View>
        <View className="columns__one">
          <CheckUps communityId={communityId} />
        </View>
      </View>
    )
  }
  return (
    <>
      <Segmented
        label="看什么"
        options={[
          { value: 'people' as const, text: applicants === 0 ? '签约' : `签约 ${applicants}` },
          { value: 'letters' as const, text: overdue === 0 ? '转诊' : `转诊 ${overdue}` },
          { value: 'check-ups' as const, text: '体检' },
        ]}
        value={view}
        onChange={setView}
      />
      {view === 'people' ? people : view === 'letters' ? letters : <CheckUps communityId={communityId} />}
    </>
  )
}

function People({ data, communityId }: { data: Practice; communityId: string }) {
  const open = (residentId: string) =>
    openPage('desk/health-person/index', { community: communityId, resident: residentId })
  const { applicants, people } = data
  return (
    <>
      <Section title="等您回话" note={`${applicants.length} 位`} first>
        {applicants.length === 0 ? (
          <Notice kind="ok" text="申请都回过话了。" />
        ) : (
          <Rows>
            {applicants.map((one) => (
              <Row
                key={one.residentId}
                lead={<Avatar name={one.maskedName} />}
                title={nameAge(one)}
                note={clausesOf(
                  `${momentOf(one.at)}${one.renewal ? '想再签一年' : '申请'}`,
                  one.toMe ? '' : `找的是${one.doctorName}医生`,
                  proxyWords(one.relation),
                )}
                {...(one.toMe ? { onPress: () => open(one.residentId) } : {})}
              />
            ))}
          </Rows>
        )}
      </Section>
      <Section title="我签的居民" note={`${people.length} 位`}>
        {people.length === 0 ? (
          <Empty title="还没有签约的居民" line="居民在“家庭医生和体检”里选您，这里就有了。" />
        ) : (
          <Rows>
            {people.map((one) => (
              <Row
                key={one.residentId}
                lead={<Avatar name={one.maskedName} />}
                title={nameAge(one)}
                note={clausesOf(one.address, `到 ${dayInFull(one.endsOn)}`)}
                {...(one.endsSoon ? { end: <Pill text="快到期" kind="warn" icon="triangle-alert" /> } : {})}
                onPress={() => open(one.residentId)}
              />
            ))}
          </Rows>
        )}
        <Text className="t-small quiet">打开一位，就记一次，本人查得到。</Text>
      </Section>
    </>
  )
}

function nameAge({ maskedName, age }: { maskedName: string; age: number | null }): string {
  return age === null ? maskedName : `${maskedName}，${age} 岁`
}

function Letters({ data, communityId }: { data: Practice; communityId: string }) {
  const [isFinding, setFinding] = useState(false)
  const overdue = data.referrals.filter((one) => one.overdue).length
  return (
    <Section title="转诊" note={overdue === 0 ? `${data.referrals.length} 封` : `${overdue} 位该回访`} first>
      {data.referrals.length === 0 ? (
        <Empty title="还没有转诊信" line="打开一位签约的居民，或者在下面找人，就能写。" />
      ) : (
        <Rows>
          {data.referrals.map((one) => (
            <Row
              key={one.referralId}
              lead={<Avatar name={one.maskedName} />}
              title={clausesOf(one.maskedName, one.hospital)}
              note={clausesOf(one.department, `编号 ${one.number}`)}
              end={<Pill {...referralStateForDoctor(one.status, one.overdue)} />}
              onPress={() => openPage('desk/health-letter/index', { community: communityId, id: one.referralId })}
            />
          ))}
        </Rows>
      )}
      {isFinding ? (
        <FindPatient communityId={communityId} />
      ) : (
        <Btn text="写转诊信" kind="secondary" size="l" wide icon="pencil-line" onPress={() => setFinding(true)} />
      )}
    </Section>
  )
}

function CheckUps({ communityId }: { communityId: string }) {
  const query = useQuery('health.checkUps', { communityId })
  return (
    <Section title="体检" first>
      <QueryView
        query={query}
        rows={4}
        empty={{
          when: ({ checkUps }) => checkUps.length === 0,
          show: <Empty title="还没办过体检" line="定好日子、地点和请谁，名单自动排出来。" />,
        }}
      >
        {({ checkUps }) => (
          <Rows>
            {checkUps.map((one) => (
              <Row
                key={one.checkUpId}
                title={one.title}
                note={clausesOf(daysWords(one), checkUpLine(one))}
                {...(one.toRing > 0 ? { end: <Pill text="打电话" kind="warn" icon="phone" /> } : {})}
                onPress={() => openPage('desk/health-check-up/index', { community: communityId, id: one.checkUpId })}
              />
            ))}
          </Rows>
        )}
      </QueryView>
      <Btn
        text="办一次体检"
        kind="primary"
        size="l"
        wide
        icon="plus"
        onPress={() => openPage('desk/health-check-up/index', { community: communityId })}
      />
    </Section>
  )
}
