import type { ComponentChildren } from "preact";
import { Link } from "wouter-preact";
import { usePathname } from "wouter-preact/use-browser-location";
import { collectionPath, pointsPath } from "../address/places.js";
import type { CollectionPlace } from "../connection/panel-call.js";
import { useLanguage } from "../language/language.js";
import { PlaceTitle } from "../panel/place-title.js";

interface CollectionHeadProps {
  readonly place: CollectionPlace;
  /** What can be done with the panel. */
  readonly children: ComponentChildren;
}

/** A collection's name, and the ways into it. */
export function CollectionHead({ place, children }: CollectionHeadProps) {
  const { words } = useLanguage();
  const path = usePathname();
  const tabs = [
    { href: collectionPath(place), words: words.overview },
    { href: pointsPath(place), words: words.points },
  ];
  return (
    <>
      <PlaceTitle kind={words.collection} name={place.collection} />
      <div class="head-row">
        <nav class="tabs" aria-label={words.collection}>
          {tabs.map(({ href, words }) => (
            <Link key={href} href={href} aria-current={href.split("?")[0] === path ? "page" : undefined}>
              {words}
            </Link>
          ))}
        </nav>
        {children}
      </div>
    </>
  );
}
