import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayWord, type Day } from '../../../shared/time.ts'
import { menu } from '../../../shared/volunteering/menu.ts'
import type { VolunteerRequest } from '../../../shared/volunteering/requests-contract.ts'
import { dial } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { requestSaid, requestShort, requestWhen } from '../../text/requests.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Switch } from '../../ui/forms.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill, type Said } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useWide } from '../use-wide.ts'

/** 菜单服务 at the desk: what residents ask volunteers for, to be answered in words (条例 §13). */
export default function DeskRequestsPage() {
  const isWide = useWide()
  const me = useFreshMe()
  const posts = (me.data?.staff ?? []).filter(({ role, areaCode }) => role !== 'dispatcher' && areaCode.length >= 12)
  const communityId = posts[0]?.areaCode.slice(0, 12) ?? ''
  const query = useQuery('volunteering.requests', communityId === '' ? undefined : { communityId, list: 'desk' }, {
    pollMilliseconds: 60_000,
  })
  const [openId, open] = useState('')
  return (
    <Page title="请志愿者帮忙的" help={false} wide={isWide}>
      <QueryView
        query={query}
        rows={5}
        empty={{
          when: ({ requests }) => requests.length === 0,
          show: <Empty title="都答复了" line="居民请志愿者帮忙，会出现在这里。没有手机的，可以替他请。" />,
        }}
      >
        {({ requests, today }) => {
          const chosen = requests.find(({ requestId }) => requestId === openId)
          const lists = (
            <>
              <List
                title="等答复"
                requests={requests.filter(({ status }) => status === 'asked')}
                today={today}
                onOpen={open}
              />
              <List
                title="答应了的"
                requests={requests.filter(({ status }) => status === 'accepted')}
                today={today}
                onOpen={open}
              />
            </>
          )
          const answer =
            chosen === undefined ? null : (
              <Answer
                key={`${chosen.requestId} ${chosen.version}`}
                request={chosen}
                today={today}
                onDone={() => {
                  open('')
                  query.refresh()
                }}
              />
            )
          if (!isWide) return answer ?? lists
          return (
            <View className="columns">
              <View className="columns__one">{lists}</View>
              <View className="columns__one">
                {answer ?? <Empty title="点左边一件" line="这里看是谁、要什么，再答复他。" />}
              </View>
            </View>
          )
        }}
      </QueryView>
    </Page>
  )
}

function List({
  title,
  requests,
  today,
  onOpen,
}: {
  title: string
  requests: readonly VolunteerRequest[]
  today: Day
  onOpen: (requestId: string) => void
}) {
  if (requests.length === 0) return null
  return (
    <Section title={title} note={`${requests.length} 件`} first={title === '等答复'}>
      <Rows>
        {requests.map((request) => (
          <Row
            key={request.requestId}
            title={`${request.details?.personName ?? request.building}，${menu[request.item].name}`}
            note={`${requestShort(request, today)}，${request.details?.address ?? request.building}`}
            end={
              request.status === 'asked' && request.dueDay < today ? (
                <SaidPill said={{ text: '晚了', kind: 'warn', icon: 'hourglass' }} />
              ) : (
                <SaidPill said={deskSaid(request)} />
              )
            }
            onPress={() => onOpen(request.requestId)}
          />
        ))}
      </Rows>
    </Section>
  )
}

/** On the desk's list a word is enough: its heading says the rest. */
function deskSaid(request: VolunteerRequest): Said {
  return request.status === 'asked' ? { text: '要答复', kind: 'info' } : requestSaid(request, new Date())
}

function Answer({ request, today, onDone }: { request: VolunteerRequest; today: Day; onDone: () => void }) {
  const { communityId, requestId, version, details, item, status } = request
  const whole = useQuery('volunteering.request', { communityId, requestId })
  const groups = useQuery('volunteering.deskGroups', status === 'asked' ? { communityId } : undefined)
  const answer = useCommand('volunteering.answerRequest')
  const [groupId, setGroupId] = useState('')
  const [insured, setInsured] = useState(false)
  const [words, setWords] = useState('')
  const volunteers = whole.data?.details?.volunteers ?? []

  async function send(isAccepted: boolean) {
    const reply = await answer.run({
      communityId,
      requestId,
      version,
      groupId: isAccepted ? groupId : null,
      insured: isAccepted && insured,
      words: words.trim() === '' ? '帮您找人，有人接就告诉您。' : words.trim(),
    })
    if (reply?.ok !== true) return
    say(isAccepted ? '答应了，志愿者能看到了' : '答复了')
    onDone()
  }

  return (
    <View className="col g3">
      <Card pad className="col g2">
        <View className="t-title">
          <Say>{menu[item].name}</Say>
        </View>
        <Fact name="谁">
          <Say>{details?.personName ?? ''}</Say>
        </Fact>
        <Fact name="在哪儿">
          <Say>{details?.address ?? request.building}</Say>
        </Fact>
        <Fact name="什么时候">
          <Say>{requestWhen(request, today)}</Say>
        </Fact>
        <Fact name="几个人">
          <Say>{`${request.wanted} 个，报了 ${request.taken} 个`}</Say>
        </Fact>
        {details === null || details.words === '' ? null : (
          <Fact name="说了">
            <Say>{details.words}</Say>
          </Fact>
        )}
        <Fact name="谁来请的">
          <Say>{details?.askedByName ?? ''}</Say>
        </Fact>
        {volunteers.length === 0 ? null : (
          <Fact name="谁去">
            <Say>{volunteers.map(({ name }) => name).join('、')}</Say>
          </Fact>
        )}
        {details?.phone ? (
          <Btn text="打电话问一问" kind="secondary" wide icon="phone" onPress={() => dial(details.phone ?? '')} />
        ) : null}
      </Card>
      {status !== 'asked' ? null : (
        <>
          <Section title="哪支队伍去" note={`${dayWord(request.dueDay)}前答复`}>
            <QueryView query={groups} rows={2}>
              {(found) => (
                <>
                  {found.groups.filter(isTeam).map((group) => (
                    <Choice
                      key={group.groupId}
                      title={group.name}
                      isOn={groupId === group.groupId}
                      onPress={() => setGroupId(group.groupId)}
                    />
                  ))}
                </>
              )}
            </QueryView>
          </Section>
          <Rows>
            <Row
              title="给去的人上意外险"
              note="有风险的一定要上"
              end={<Switch label="给去的人上意外险" isOn={insured} onChange={setInsured} />}
            />
          </Rows>
          <LongField
            id="words"
            label="跟他说"
            value={words}
            onInput={setWords}
            maxLength={200}
            placeholder="帮您找人，有人接就告诉您。"
          />
          {answer.error === undefined ? null : <Notice kind="warn" text={answer.error.message} />}
          <Btn
            text={groupId === '' ? '先选哪支队伍' : '答应，请志愿者报名'}
            kind="primary"
            size="l"
            wide
            disabled={groupId === ''}
            isBusy={answer.isBusy}
            busyText="正在答复"
            onPress={() => void send(true)}
          />
          <Btn
            text={words.trim() === '' ? '办不了（先写一句为什么）' : '办不了，告诉他'}
            kind="plain"
            size="l"
            wide
            disabled={words.trim() === ''}
            onPress={() => void send(false)}
          />
        </>
      )}
      <Btn text="看别的" kind="plain" wide onPress={onDone} />
    </View>
  )
}

/** Teams that serve: a club has members, not hours to give. */
function isTeam({ status, kind }: { status: string; kind: string }): boolean {
  return status === 'active' && kind !== 'interest_club'
}
