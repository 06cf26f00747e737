import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { VolunteerFile, VolunteerSheet } from '../../../shared/volunteers/registration-contract.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { freeTimeWords, skillWords } from '../../text/volunteering.ts'
import { dayInFull } from '../../text/days.ts'
import {
  changedFieldWords,
  consentShort,
  guardianRelationWords,
  moveWords,
  newestFirst,
  numberInTwo,
  serviceKindWords,
  sexWords,
  volunteerStatusWords,
} from '../../text/volunteers.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { LeaveSheet, PaperSheet, RestSheet } from './sheets.tsx'

/** One volunteer at the desk, or a resident who wants to become one on paper. */
export default function VolunteerPage() {
  const person = { communityId: useParameter('community'), residentId: useParameter('resident') }
  const isWide = useWide()
  const query = useQuery('volunteers.deskVolunteer', person.residentId === '' ? undefined : { person })
  const edit = () =>
    openPage('volunteers/register/index', { community: person.communityId, resident: person.residentId })
  return (
    <Page title="志愿者" help={false} wide={isWide}>
      <QueryView query={query} rows={5}>
        {(sheet) =>
          sheet.volunteer === null ? (
            <NotYet sheet={sheet} onRegister={edit} />
          ) : (
            <Known volunteer={sheet.volunteer} isWide={isWide} onEdit={edit} onDone={query.refresh} />
          )
        }
      </QueryView>
    </Page>
  )
}

function NotYet({ sheet, onRegister }: { sheet: VolunteerSheet; onRegister: () => void }) {
  return (
    <Card pad className="col g3">
      <View className="t-heading">
        <Say>{`${sheet.prefill.name}还不是志愿者`}</Say>
      </View>
      <View className="quiet">
        <Say>请本人填好登记表，签上字，带证件来。照着表和证件填，登记完把证件还给本人。</Say>
      </View>
      <Btn
        text="照纸上的登记"
        kind="primary"
        size="l"
        wide
        icon="pencil-line"
        disabled={!sheet.ready}
        onPress={onRegister}
      />
      {sheet.ready ? null : <Notice kind="warn" text="这里还没开通登记。请管理员先设好锁证件号的密钥。" />}
    </Card>
  )
}

interface KnownProps {
  volunteer: VolunteerFile
  onEdit: () => void
  onDone: () => void
}

function Known({ volunteer, isWide, onEdit, onDone }: KnownProps & { isWide: boolean }) {
  return (
    <View className={isWide ? 'columns' : 'col g3'}>
      <View className="columns__one">
        <Head volunteer={volunteer} />
        <Acts volunteer={volunteer} onEdit={onEdit} onDone={onDone} />
      </View>
      <View className="columns__one">
        <OnFile volunteer={volunteer} isFirst={isWide} />
        <Section title="怎么来的">
          <Rows>
            {newestFirst(volunteer.history).map(({ at, what, by, fields }) => (
              <Row
                key={at}
                regular
                title={by === null ? moveWords[what] : `${moveWords[what]}，${by}代办`}
                note={[dayInFull(dayOf(new Date(at))), changedFieldWords(fields)].filter(Boolean).join('，')}
              />
            ))}
          </Rows>
        </Section>
      </View>
    </View>
  )
}

function Head({ volunteer }: { volunteer: VolunteerFile }) {
  const { status, guardian, pausedUntil, complete } = volunteer
  return (
    <View className="col g3">
      <Card pad>
        <View className="flex g2 wrap">
          <View className="t-heading">
            <Say>{volunteer.name ?? '没登记姓名'}</Say>
          </View>
          <SaidPill said={volunteerStatusWords[status]} />
        </View>
        <View className="t-display mt2 num">
          <Text>{numberInTwo(volunteer.volunteerNumber)}</Text>
        </View>
        <View className="quiet mt1">
          <Say>{`${dayInFull(dayOf(new Date(volunteer.joinedAt)))}登记`}</Say>
        </View>
      </Card>
      {complete || status === 'left' ? null : <Notice kind="warn" text="登记还差几样。本人来的时候，请带证件补全。" />}
      {status === 'awaiting_guardian' && guardian !== null ? (
        <Notice kind="warn" text={`没满 18 岁，等${guardian.name}点头。家长签了纸，在下面记一笔。`} />
      ) : null}
      {status === 'paused' && pausedUntil !== null ? <Notice text={`歇到 ${dayInFull(pausedUntil)}。`} /> : null}
    </View>
  )
}

function Acts({ volunteer, onEdit, onDone }: KnownProps) {
  const [asked, ask] = useState<'paper' | 'rest' | 'leave' | undefined>(undefined)
  const { status, guardian, phone } = volunteer
  const hasLeft = status === 'left'
  const waits = status === 'awaiting_guardian'
  const close = () => ask(undefined)
  const done = () => {
    close()
    onDone()
  }
  const sheet = { volunteer, onClose: close, onDone: done }
  return (
    <View className="col g2 mt3">
      {waits && guardian !== null ? (
        <>
          <Btn text="家长签了纸，记下来" kind="primary" size="l" wide icon="stamp" onPress={() => ask('paper')} />
          <Btn
            text={`打给家长${guardian.name}`}
            kind="secondary"
            wide
            icon="phone"
            onPress={() => dial(guardian.phone)}
          />
        </>
      ) : null}
      {phone === null ? null : <Btn text="打电话" kind="secondary" wide icon="phone" onPress={() => dial(phone)} />}
      <Btn
        text={hasLeft ? '回来了，重新登记' : '改资料'}
        kind={waits ? 'secondary' : 'primary'}
        wide
        icon="pencil-line"
        onPress={onEdit}
      />
      {hasLeft ? null : <Btn text="本人想歇一阵子" kind="plain" wide onPress={() => ask('rest')} />}
      {hasLeft && !volunteer.complete ? null : (
        <Btn text={hasLeft ? '本人要删资料' : '本人不做了'} kind="plain" wide onPress={() => ask('leave')} />
      )}
      {asked === 'paper' ? <PaperSheet {...sheet} /> : null}
      {asked === 'rest' ? <RestSheet {...sheet} /> : null}
      {asked === 'leave' ? <LeaveSheet {...sheet} /> : null}
    </View>
  )
}

function OnFile({ volunteer, isFirst }: { volunteer: VolunteerFile; isFirst: boolean }) {
  const { guardian } = volunteer
  const facts: readonly (readonly [string, string | null])[] = [
    ['性别', volunteer.sex && sexWords[volunteer.sex]],
    ['出生日期', volunteer.birthDate && dayInFull(volunteer.birthDate)],
    ['证件号', volunteer.idNumberShown],
    ['电话', volunteer.phone],
    ['住在', volunteer.livingArea],
    ['会什么', volunteer.skills.map((skill) => skillWords[skill].text).join('、')],
    ['想帮什么', volunteer.serviceKinds.map((kind) => serviceKindWords[kind]).join('、')],
    ['有空', volunteer.freeTimes.map((time) => freeTimeWords[time]).join('、')],
    ['介绍', volunteer.introduction],
    ['家长', guardian && `${guardian.name}，${guardianRelationWords[guardian.relation]}，${guardian.phone}`],
    [
      '家长点头',
      guardian === null || guardian.agreedAt === null
        ? null
        : `${dayInFull(dayOf(new Date(guardian.agreedAt)))}${guardian.paperSeenBy === null ? '，在手机上' : `，${guardian.paperSeenBy}看过签字`}`,
    ],
    [
      '同意了',
      volunteer.consents
        .filter(({ agreed }) => agreed)
        .map(({ purpose }) => consentShort[purpose])
        .join('、'),
    ],
  ]
  return (
    <Section title="登记的内容" first={isFirst}>
      <Card pad className="col g3">
        {facts.map(([name, value]) =>
          value === null || value === '' ? null : (
            <Fact key={name} name={name}>
              <Text>{value}</Text>
            </Fact>
          ),
        )}
      </Card>
    </Section>
  )
}
