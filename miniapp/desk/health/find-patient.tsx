import { View } from '@tarojs/components'
import { openPage } from '../../client/navigate.ts'
import { FindResident } from '../find-resident.tsx'

/** Somebody who sits in the surgery and may have no family doctor: found in the register, to write a letter for. */
export function FindPatient({ communityId }: { communityId: string }) {
  return (
    <View className="col g3">
      <FindResident
        communityId={communityId}
        label="给谁写，姓名或者门牌"
        button="找这位居民"
        none="换个写法再找，只能找本社区的人。"
        onFound={({ residentId }) =>
          openPage('desk/health-letter/index', { community: communityId, resident: residentId })
        }
      />
    </View>
  )
}
