import { Text, View } from '@tarojs/components'
import type { Me } from '../../shared/people/contract.ts'
import { openPage } from '../client/navigate.ts'
import { Icon } from '../ui/icon.tsx'
import { Row, Rows, Section } from '../ui/layout.tsx'
import { Avatar } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'
import { actedFor } from '../../shared/people/rights.ts'
import { actingWords } from '../text/people.ts'

/** Those I act for, and the way to add one. */
export function Family({ me }: { me: Me }) {
  return (
    <Section title="我替家人办">
      <Rows>
        {actedFor(me).map((identity) => (
          <Row
            key={`${identity.communityId}${identity.residentId}`}
            lead={<Avatar name={identity.name} />}
            title={identity.name}
            note={actingWords(identity)}
            onPress={() => openPage('account/delegation/index', { side: 'theirs' })}
          />
        ))}
        {actedFor(me).some(({ scopes }) => scopes.includes('help')) ? (
          <Row
            lead={
              <View className="lead lead--icon">
                <Icon name="bell-ring" />
              </View>
            }
            title="替家人求助"
            note="离得远也能按，社区马上去敲门"
            onPress={() => openPage('help/index')}
          />
        ) : null}
        <Press
          className="row"
          label="加一位家人"
          onPress={() => openPage('account/delegation/index', { side: 'theirs' })}
        >
          <View className="avatar avatar--add">
            <Icon name="plus" />
          </View>
          <View className="row__main">
            <Text className="row__title green">加一位家人</Text>
          </View>
        </Press>
      </Rows>
    </Section>
  )
}
