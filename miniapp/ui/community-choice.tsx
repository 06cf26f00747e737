import { View } from '@tarojs/components'
import { useQuery } from '../client/use-query.ts'
import { Choice } from './forms.tsx'
import { Section } from './layout.tsx'
import { QueryView } from './states.tsx'

/** Which community: of all that are served. */
export function CommunityChoice({
  title,
  chosen,
  onChoose,
}: {
  title: string
  chosen: string | undefined
  onChoose: (communityId: string) => void
}) {
  const communities = useQuery('people.communities', {}, { keep: true })
  return (
    <Section title={title} first>
      <QueryView query={communities}>
        {({ communities: all }) => (
          <View className="col g2" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup' } : {})}>
            {all.map(({ communityId, name, streetName }) => (
              <Choice
                key={communityId}
                title={name}
                note={streetName}
                isOn={communityId === chosen}
                onPress={() => onChoose(communityId)}
              />
            ))}
          </View>
        )}
      </QueryView>
    </Section>
  )
}
