import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { menu } from '../../../shared/volunteering/menu.ts'
import type { VolunteerRequest } from '../../../shared/volunteering/requests-contract.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { requestSaid, requestWhen } from '../../text/requests.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** One request: for who asked how far it is; for a volunteer what it is, and where once they have taken it. */
export default function RequestPage() {
  const communityId = useParameter('community')
  const requestId = useParameter('id')
  const query = useQuery('volunteering.request', { communityId, requestId }, { pollMilliseconds: 30_000 })
  return (
    <Page title="邻里帮忙">
      <QueryView query={query} rows={4}>
        {(request) => <Request request={request} onDone={query.refresh} />}
      </QueryView>
    </Page>
  )
}

function Request({ request, onDone }: { request: VolunteerRequest; onDone: () => void }) {
  const { details, item, activityId, status, isMine } = request
  const [isLeaving, setLeaving] = useState(false)
  const now = new Date()
  const today = dayOf(now)
  const isAhead = now.getTime() < Date.parse(request.startsAt)
  const canLeave = isMine && isAhead && (status === 'asked' || status === 'accepted')
  return (
    <>
      <Card pad className="col g3">
        <View className="t-title">
          <Say>{menu[item].name}</Say>
        </View>
        <View className="flex">
          <SaidPill said={requestSaid(request, now)} />
        </View>
        <View className="col g2">
          <Fact name="什么时候">
            <Say>{requestWhen(request, today)}</Say>
          </Fact>
          <Fact name="在哪儿">
            <Say>{details?.address ?? request.building}</Say>
          </Fact>
          {details === null ? null : (
            <Fact name="帮谁">
              <Say>{details.personName}</Say>
            </Fact>
          )}
          {details === null || details.words === '' ? null : (
            <Fact name="说了">
              <Say>{details.words}</Say>
            </Fact>
          )}
          {request.answer === '' ? null : (
            <Fact name={request.answeredByName ?? '社区'}>
              <Say>{request.answer}</Say>
            </Fact>
          )}
        </View>
        <View className="quiet">
          <Say>{menu[item].line}</Say>
        </View>
      </Card>
      {status === 'asked' && isMine ? (
        <Notice text={`社区在 ${dayWord(request.dueDay)}前答复您。急事请打电话。`} />
      ) : null}
      {isMine && details !== null && details.volunteers.length > 0 ? (
        <Section title="谁来" note="开门前问一问编号">
          <Rows>
            {details.volunteers.map(({ name, volunteerNumber }) => (
              <Row
                key={volunteerNumber}
                lead={<Avatar name={name} />}
                title={name}
                note={`志愿者编号 ${volunteerNumber.slice(0, 4)} ${volunteerNumber.slice(4)}`}
              />
            ))}
          </Rows>
        </Section>
      ) : null}
      {!isMine && activityId !== null && status === 'accepted' ? (
        <>
          {details === null ? <Notice text="报上名以后，这里能看到是哪一家、怎么联系。" /> : null}
          {details?.phone ? (
            <Btn
              text="给他打电话"
              kind="secondary"
              size="l"
              wide
              icon="phone"
              onPress={() => dial(details.phone ?? '')}
            />
          ) : null}
          <Btn
            text={details === null ? '我去帮忙' : '看我报的这一班'}
            kind={details === null ? 'primary' : 'secondary'}
            size="l"
            wide
            onPress={() => openPage('volunteering/activity/index', { id: activityId })}
          />
        </>
      ) : null}
      {canLeave ? <Btn text="不用了，取消" kind="plain" size="l" wide onPress={() => setLeaving(true)} /> : null}
      {isLeaving ? (
        <LeavingSheet
          request={request}
          onClose={() => setLeaving(false)}
          onDone={() => {
            setLeaving(false)
            onDone()
          }}
        />
      ) : null}
    </>
  )
}

function LeavingSheet({
  request,
  onClose,
  onDone,
}: {
  request: VolunteerRequest
  onClose: () => void
  onDone: () => void
}) {
  const withdraw = useCommand('volunteering.withdrawRequest')
  const { communityId, requestId, version, taken } = request
  async function leave() {
    const answer = await withdraw.run({ communityId, requestId, version, words: '' })
    if (answer?.ok !== true) return
    say('取消了')
    onDone()
  }
  return (
    <Sheet
      title="不用人来了？"
      line={taken > 0 ? '要来的志愿者会收到消息，不用您一个个打电话。' : '取消以后想请人，随时再请。'}
      onClose={onClose}
    >
      {withdraw.error === undefined ? null : <Notice kind="warn" text={withdraw.error.message} />}
      <Btn
        text="取消这件事"
        kind="danger"
        size="l"
        wide
        isBusy={withdraw.isBusy}
        busyText="正在取消"
        onPress={() => void leave()}
      />
      <Btn text="还是要人来" kind="plain" size="l" wide onPress={onClose} />
    </Sheet>
  )
}
