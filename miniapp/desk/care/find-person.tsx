import { View } from '@tarojs/components'
import { openPage } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { Notice } from '../../ui/states.tsx'
import { FindResident } from '../find-resident.tsx'

/** Finds a person of the own area in the register, to ring or to look after from now on. */
export function FindPerson() {
  const me = useMe()
  const post = me?.staff.find(({ areaCode, role }) => areaCode.length >= 12 && role !== 'doctor')
  const communityId = post?.areaCode.slice(0, 12)
  if (communityId === undefined) return <Notice text="老人归网格和社区管。请他们来加。" />
  return (
    <View className="col g3">
      <FindResident
        communityId={communityId}
        label="姓名，或者门牌"
        button="找这位老人"
        none="换个写法再找，只能找自己管的人。"
        onFound={({ residentId }) => openPage('desk/care-call/index', { community: communityId, resident: residentId })}
      />
    </View>
  )
}
