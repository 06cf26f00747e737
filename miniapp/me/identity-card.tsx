import { Text, View } from '@tarojs/components'
import type { Identity, Me } from '../../shared/people/contract.ts'
import { openPage } from '../client/navigate.ts'
import { session } from '../client/session.ts'
import { useCommand } from '../client/use-command.ts'
import { Btn } from '../ui/btn.tsx'
import { Segmented } from '../ui/forms.tsx'
import { Chevron } from '../ui/icon.tsx'
import { Card } from '../ui/layout.tsx'
import { Avatar } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'
import { Say } from '../ui/say.tsx'
import { Notice } from '../ui/states.tsx'
import { say } from '../ui/toast.tsx'
import { postWords } from '../text/people.ts'

/** More than this many do not fit side by side in the largest letters. */
const sideBySide = 2

/** Who I am, on top; with several identities the switch stands right here. */
export function IdentityCard({ me }: { me: Me }) {
  const { identity } = me
  if (identity === null) return me.staff.length > 0 ? <Colleague me={me} /> : <Stranger name={me.displayName} />
  const own = me.identities.filter(({ relation }) => relation === 'self')
  const note = `${identity.communityName}，${identity.address}`
  return (
    <Card>
      <Press
        className="row"
        label={`${identity.name}，${note}，看我的身份`}
        contentSpeaks
        onPress={() => openPage('account/identity/index')}
      >
        <Avatar name={identity.name} size="l" />
        <View className="row__main">
          <View className="t-heading">
            <Text>{identity.name}</Text>
          </View>
          <View className="row__note num">
            <Say>{note}</Say>
          </View>
        </View>
        <Chevron />
      </Press>
      {own.length > 1 ? <IdentitySwitch own={own} inUse={identity} /> : null}
    </Card>
  )
}

/** Somebody with a post who does not live here, or has not said so. */
function Colleague({ me }: { me: Me }) {
  return (
    <Card>
      <View className="row">
        <Avatar name={me.displayName} size="l" />
        <View className="row__main">
          <View className="t-heading">
            <Text>{me.displayName}</Text>
          </View>
          <View className="row__note">
            <Say>{me.staff.map(postWords).join('，')}</Say>
          </View>
        </View>
      </View>
      <View className="card__foot">
        <Btn text="也住这里，绑定我的家" wide onPress={() => openPage('account/bind/index')} />
      </View>
    </Card>
  )
}

function Stranger({ name }: { name: string }) {
  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Text>{name === '' ? '您好，还没绑定社区' : `${name}，还没绑定社区`}</Text>
      </View>
      <View className="quiet">
        <Say>绑定以后，按求助就知道去哪一户，还能约服务、报活动。</Say>
      </View>
      <Btn text="绑定我的社区" kind="primary" size="l" wide onPress={() => openPage('account/bind/index')} />
    </Card>
  )
}

const keyOf = ({ communityId, residentId }: Identity) => `${communityId}:${residentId}`

function IdentitySwitch({ own, inUse }: { own: readonly Identity[]; inUse: Identity }) {
  const change = useCommand('people.switchIdentity')
  if (own.length > sideBySide) {
    return (
      <View className="card__foot">
        <Btn text={`换身份，共 ${own.length} 个`} kind="tint" wide onPress={() => openPage('account/identity/index')} />
      </View>
    )
  }
  const isOneCommunity = own.every(({ communityId }) => communityId === inUse.communityId)
  async function choose(key: string) {
    const chosen = own.find((identity) => keyOf(identity) === key)
    if (chosen === undefined || key === keyOf(inUse)) return
    const answer = await change.run({ communityId: chosen.communityId, residentId: chosen.residentId })
    if (answer?.ok !== true) return
    session.update(answer.data)
    say(`换到${isOneCommunity ? chosen.name : chosen.communityName}了`)
  }
  return (
    <View className="card__foot col g2">
      <View className="t-small quiet">
        <Text>现在的身份</Text>
      </View>
      <Segmented
        label="换身份"
        options={own.map((identity) => ({
          value: keyOf(identity),
          text: isOneCommunity ? identity.name : identity.communityName,
        }))}
        value={keyOf(inUse)}
        onChange={(key) => void choose(key)}
      />
      {change.error === undefined ? null : <Notice kind="warn" text={change.error.message} />}
    </View>
  )
}
