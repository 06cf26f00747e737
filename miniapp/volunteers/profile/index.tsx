import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { VolunteerFile } from '../../../shared/volunteers/registration-contract.ts'
import { keepText } from '../../client/keep-text.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayInFull } from '../../text/days.ts'
import {
  changedFieldWords,
  guardianRelationWords,
  moveWords,
  newestFirst,
  numberInTwo,
  volunteerStatusWords,
} from '../../text/volunteers.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { Agreements } from './agreements.tsx'
import { exportText, storedFacts } from './export-text.ts'
import { LeaveSheet, RestSheet } from './sheets.tsx'

/** My registration: the number, what is stored, what I agreed to, resting and leaving. */
export default function ProfilePage() {
  return (
    <Page title="志愿者资料">
      <WhenBound rows={4}>{() => <Mine />}</WhenBound>
    </Page>
  )
}

function Mine() {
  const query = useQuery('volunteers.me', {})
  return (
    <QueryView
      query={query}
      rows={5}
      empty={{
        when: ({ volunteer }) => volunteer === null,
        show: (
          <Empty
            title="您还不是志愿者"
            line="送饭、陪诊、教手机，会什么就帮什么。"
            act={
              <Btn text="登记成志愿者" kind="primary" size="l" onPress={() => openPage('volunteers/register/index')} />
            }
          />
        ),
      }}
    >
      {({ volunteer, guardianTold }) =>
        volunteer === null ? null : (
          <Profile volunteer={volunteer} isGuardianTold={guardianTold} onDone={query.refresh} />
        )
      }
    </QueryView>
  )
}

const newestShown = 5

interface StandingProps {
  volunteer: VolunteerFile
  isGuardianTold: boolean
  onDone: () => void
}

function Profile({ volunteer, isGuardianTold, onDone }: StandingProps) {
  const [asked, ask] = useState<'rest' | 'leave' | undefined>(undefined)
  const hasLeft = volunteer.status === 'left'
  const close = () => ask(undefined)
  const done = () => {
    close()
    onDone()
  }
  async function keep() {
    const isKept = await keepText({
      name: `志愿者资料-${volunteer.volunteerNumber}.txt`,
      text: exportText(volunteer, new Date()),
    })
    say(isKept ? '存成文件了' : '没存成，再试一次')
  }
  return (
    <>
      <Card pad>
        <View className="flex g2 wrap">
          <View className="t-title">
            <Say>{volunteer.name ?? '志愿者'}</Say>
          </View>
          <SaidPill said={volunteerStatusWords[volunteer.status]} />
        </View>
        <View className="t-display mt2 num">
          <Text>{numberInTwo(volunteer.volunteerNumber)}</Text>
        </View>
        <View className="quiet mt1">
          <Say>志愿者编号。别人只看得到编号，看不到证件。</Say>
        </View>
      </Card>
      <State volunteer={volunteer} isGuardianTold={isGuardianTold} onDone={onDone} />
      <Rows>
        <IconRow icon="calendar-check" title="我的班次" onPress={() => openPage('volunteering/mine/index')} />
        <IconRow icon="hourglass" title="服务时长和证明" onPress={() => openPage('records/hours/index')} />
        <IconRow
          icon="house-heart"
          title="我是家长，替孩子点头"
          onPress={() => openPage('volunteers/guardian/index')}
        />
      </Rows>
      {hasLeft ? null : <Agreements volunteer={volunteer} onDone={onDone} />}
      <Section title="社区存了我什么">
        <Card pad className="col g3">
          {storedFacts(volunteer).map(({ name, value }) => (
            <Fact key={name} name={name}>
              <Text>{value}</Text>
            </Fact>
          ))}
        </Card>
        <View className="col g2 mt2">
          {hasLeft ? null : (
            <Btn
              text="有不对的，改一改"
              kind="secondary"
              wide
              icon="pencil-line"
              onPress={() => openPage('volunteers/register/index')}
            />
          )}
          <Btn text="存一份给自己" kind="secondary" wide onPress={() => void keep()} />
        </View>
      </Section>
      <Section title="最近的改动">
        <Rows>
          {newestFirst(volunteer.history.slice(-newestShown)).map(({ at, what, by, fields }) => (
            <Row
              key={at}
              regular
              title={by === null ? moveWords[what] : `${moveWords[what]}，${by}代办`}
              note={[dayInFull(dayOf(new Date(at))), changedFieldWords(fields)].filter(Boolean).join('，')}
            />
          ))}
        </Rows>
      </Section>
      {hasLeft ? null : (
        <View className="col g2 mt4">
          {volunteer.status === 'paused' ? null : (
            <Btn text="想歇一阵子" kind="secondary" wide onPress={() => ask('rest')} />
          )}
          <Btn text="不做了" kind="plain" wide onPress={() => ask('leave')} />
        </View>
      )}
      {hasLeft && volunteer.complete ? (
        <Btn text="把留着的资料也删掉" kind="plain" wide onPress={() => ask('leave')} />
      ) : null}
      {asked === 'rest' ? <RestSheet volunteer={volunteer} onClose={close} onDone={done} /> : null}
      {asked === 'leave' ? <LeaveSheet volunteer={volunteer} onClose={close} onDone={done} /> : null}
    </>
  )
}

/** What somebody should know or do about their registration now. */
function State({ volunteer, isGuardianTold, onDone }: StandingProps) {
  const resume = useCommand('volunteers.resume')
  const { status, guardian, pausedUntil } = volunteer
  if (status === 'left') {
    return (
      <>
        <Notice text="您退出了。谢谢您做过的每一件事，时长都留着。" />
        <Btn text="回来接着做" kind="primary" size="l" wide onPress={() => openPage('volunteers/register/index')} />
      </>
    )
  }
  async function goOn() {
    const answer = await resume.run({ person: volunteer.person })
    if (answer?.ok !== true) return
    say('欢迎回来')
    onDone()
  }
  return (
    <>
      {volunteer.complete ? null : (
        <>
          <Notice kind="warn" text="登记还差几样，要按规定补全。编号不变，一分钟就好。" />
          <Btn text="去补全" kind="primary" size="l" wide onPress={() => openPage('volunteers/register/index')} />
        </>
      )}
      {status === 'awaiting_guardian' && guardian !== null ? (
        <Waiting guardian={guardian} isTold={isGuardianTold} />
      ) : null}
      {status === 'paused' ? (
        <>
          <Notice text={`歇到 ${pausedUntil === null ? '您回来' : dayInFull(pausedUntil)}，这段时间不来问您。`} />
          {resume.error ? <Notice kind="warn" text={resume.error.message} /> : null}
          <Btn
            text="接着做"
            kind="primary"
            size="l"
            wide
            isBusy={resume.isBusy}
            busyText="正在记"
            onPress={() => void goOn()}
          />
        </>
      ) : null}
    </>
  )
}

/** Whom to wait for, and what there is to do meanwhile. */
function Waiting({ guardian, isTold }: { guardian: NonNullable<VolunteerFile['guardian']>; isTold: boolean }) {
  const who = `${guardian.relation === 'other' ? '' : guardianRelationWords[guardian.relation]}${guardian.name}`
  return isTold ? (
    <Notice text={`已经告诉${who}了，等家长在消息里点头。拿签了字的纸到社区服务台也行。`} />
  ) : (
    <Notice
      kind="warn"
      text={`等${who}点头：用自己的微信打开邻里通，点“志愿”，进志愿者登记，点“我是家长，替孩子点头”。拿签了字的纸到社区服务台也行。`}
    />
  )
}
