import { useEffect, useState } from 'react';
import { useSurroundings } from './surroundings';

/** The address of a picture in memory; null while it is fetched. */
export function usePicture(id: string, size: 'thumbnail' | 'content'): string | 'failed' | null {
  const { pictures } = useSurroundings();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    pictures.address(id, size).then(
      (found) => isWanted && setAddress(found),
      () => isWanted && setAddress('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [pictures, id, size]);
  return address;
}
