import { Text, View } from '@tarojs/components'
import type { Identity } from '../../../shared/people/contract.ts'
import { openPage } from '../../client/navigate.ts'
import { session } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice } from '../../ui/forms.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { NeedsBinding } from '../needs-binding.tsx'

/** Who I am here: one person in one or several communities, and which of them counts now. */
export default function IdentityPage() {
  const me = useFreshMe()
  return (
    <Page title="我的身份">
      <QueryView
        query={me}
        empty={{
          when: ({ identity }) => identity === null,
          show: <NeedsBinding line="绑定以后，这里有您的姓名、社区和门牌。" />,
        }}
      >
        {({ identity, identities, hotline }) =>
          identity === null ? null : (
            <>
              <WhoIAm identity={identity} hotline={hotline?.phone} />
              <OtherIdentities own={identities.filter(({ relation }) => relation === 'self')} inUse={identity} />
            </>
          )
        }
      </QueryView>
    </Page>
  )
}

function WhoIAm({ identity, hotline }: { identity: Identity; hotline: string | undefined }) {
  const facts = [
    ['社区', identity.communityName],
    ['网格', identity.gridName],
    ['住址', identity.address],
    ['年龄', identity.age === null ? '' : `${identity.age} 岁`],
  ] as const
  return (
    <>
      <Card pad className="col g4">
        <View className="flex g4">
          <Avatar name={identity.name} size="l" />
          <View className="t-heading">
            <Text>{identity.name}</Text>
          </View>
        </View>
        <View className="facts">
          {facts
            .filter(([, value]) => value !== '')
            .map(([name, value]) => (
              <Fact key={name} name={name}>
                <Text>{value}</Text>
              </Fact>
            ))}
        </View>
      </Card>
      <Notice
        text={`按求助的时候，人就去这个住址。写得不对，${hotline === undefined ? '打电话' : `打 ${hotline} `}请社区改。`}
      />
    </>
  )
}

function OtherIdentities({ own, inUse }: { own: readonly Identity[]; inUse: Identity }) {
  const change = useCommand('people.switchIdentity')
  async function choose({ communityId, residentId, communityName }: Identity) {
    const answer = await change.run({ communityId, residentId })
    if (answer?.ok !== true) return
    session.update(answer.data)
    say(`换到${communityName}了`)
  }
  return (
    <Section title={own.length > 1 ? '换一个身份' : '别处也有家'}>
      {change.error === undefined ? null : <Notice kind="warn" text={change.error.message} />}
      {own.length > 1 ? (
        <View className="col g2" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup' } : {})}>
          {own.map((identity) => {
            const isOn = identity.communityId === inUse.communityId && identity.residentId === inUse.residentId
            return (
              <Choice
                key={`${identity.communityId}${identity.residentId}`}
                title={identity.communityName}
                note={`${identity.name}，${identity.address}`}
                isOn={isOn}
                onPress={() => {
                  if (!isOn) void choose(identity)
                }}
              />
            )
          })}
        </View>
      ) : null}
      <Btn text="再绑一个社区" wide icon="plus" onPress={() => openPage('account/bind/index')} />
    </Section>
  )
}
