-- The process of the simulated network listens to this, to open and close its ports when the site has changed.
-- What its resolvers remember it writes itself; only the clearing of a cache, a new generation, is news.
CREATE FUNCTION site_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."class" = 'ResolverCache'
    AND NEW."properties" -> 'generation' IS NOT DISTINCT FROM OLD."properties" -> 'generation'
  THEN
    RETURN NULL;
  END IF;
  PERFORM pg_notify('site_changed', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER site_changed AFTER INSERT OR UPDATE OR DELETE ON "SiteObject"
FOR EACH ROW EXECUTE FUNCTION site_changed();
