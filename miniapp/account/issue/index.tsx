import { useState } from 'react'
import type { FoundResident } from '../../../shared/people/contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Field } from '../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { CodeShown } from '../code-shown.tsx'
import { communitiesOf } from './communities-of.ts'

/** At the desk: find a person in the register and give them the eight digits that bind their phone. */
export default function IssuePage() {
  const me = useFreshMe()
  const communities = useQuery('people.communities', {}, { keep: true })
  const mine = communitiesOf(me.data?.staff ?? [], communities.data?.communities ?? [])
  const [picked, setPicked] = useState<string | undefined>(undefined)
  const communityId = picked ?? mine[0]?.communityId
  return (
    <Page title="发绑定码" help={false}>
      <QueryView
        query={communities}
        empty={{
          when: () => me.data !== undefined && mine.length === 0,
          show: <Empty title="这里给社区工作人员用" line="要绑定自己，请在“我的”里点绑定。" />,
        }}
      >
        {() => (
          <>
            {mine.length > 1 ? (
              <Section title="哪个社区" first>
                {mine.map((community) => (
                  <Choice
                    key={community.communityId}
                    title={community.name}
                    isOn={community.communityId === communityId}
                    onPress={() => setPicked(community.communityId)}
                  />
                ))}
              </Section>
            ) : null}
            {communityId === undefined ? null : <Finder key={communityId} communityId={communityId} />}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Finder({ communityId }: { communityId: string }) {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const found = useQuery('people.findResidents', search === '' ? undefined : { communityId, search })
  const [asked, setAsked] = useState<FoundResident | undefined>(undefined)
  const issue = useCommand('people.issueBindCode')
  const [shown, setShown] = useState<{ code: string; expiresAt: string; name: string } | undefined>(undefined)

  async function give({ residentId, maskedName }: FoundResident) {
    const answer = await issue.run({ id: issue.id(), communityId, residentId })
    if (answer?.ok !== true) return
    setAsked(undefined)
    setShown({ ...answer.data, name: maskedName })
  }

  if (shown !== undefined) {
    return (
      <Section title={`给${shown.name}的绑定码`} first>
        <CodeShown
          code={shown.code}
          expiresAt={shown.expiresAt}
          line="抄在单子上，当面交给本人。请他打开邻里通，点绑定社区，选绑定码，输进去。"
        />
        <Btn text="交给本人了" kind="primary" size="l" wide onPress={() => setShown(undefined)} />
      </Section>
    )
  }
  return (
    <>
      <Card pad className="col g3">
        <Field
          label="姓名，或者门牌"
          value={typed}
          onInput={setTyped}
          maxLength={20}
          placeholder="王秀英，或者 3 栋 501"
          id="search"
        />
        <Btn
          text="找这位居民"
          kind="primary"
          size="l"
          wide
          icon="search"
          disabled={typed.trim() === ''}
          onPress={() => setSearch(typed.trim())}
        />
      </Card>
      {search === '' ? (
        <Notice text="先看身份证，核对是本人，再发码。发给谁、谁发的，都有记录。" />
      ) : (
        <QueryView
          query={found}
          empty={{
            when: ({ residents }) => residents.length === 0,
            show: <Empty title="没有找到" line="换个写法再找，或者先在社区登记这位居民。" />,
          }}
        >
          {({ residents }) => (
            <Rows>
              {residents.map((resident) => (
                <Row
                  key={resident.residentId}
                  title={resident.age === null ? resident.maskedName : `${resident.maskedName}，${resident.age} 岁`}
                  note={[resident.address, resident.maskedPhone].filter((part) => part !== '').join('，')}
                  {...(resident.bound ? { end: <Pill text="绑过" kind="ok" icon="check" /> } : {})}
                  onPress={() => {
                    issue.clearError()
                    issue.renew()
                    setAsked(resident)
                  }}
                />
              ))}
            </Rows>
          )}
        </QueryView>
      )}
      {asked === undefined ? null : (
        <Sheet
          title={`给${asked.maskedName}发绑定码？`}
          line={`${asked.address}。看过身份证，是本人，再发。`}
          onClose={() => setAsked(undefined)}
        >
          {issue.error === undefined ? null : <Notice kind="warn" text={issue.error.message} />}
          <Btn
            text="是本人，发码"
            kind="primary"
            size="l"
            wide
            isBusy={issue.isBusy}
            busyText="正在取码"
            onPress={() => void give(asked)}
          />
          <Btn
            text="本人在，填急救卡"
            kind="secondary"
            size="l"
            wide
            icon="heart-pulse"
            onPress={() => openPage('account/care-card/index', { community: communityId, resident: asked.residentId })}
          />
          <Btn text="先不发" kind="plain" wide onPress={() => setAsked(undefined)} />
        </Sheet>
      )}
    </>
  )
}
