# Stand-ins for the images that Siteswap is built and run from, made of Debian's packages alone.
# docker/local-images builds them, from a Debian that debootstrap has made.
ARG DEBIAN_IMAGE=siteswap-local/debian:bookworm

FROM ${DEBIAN_IMAGE} AS jre
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/*

FROM jre AS maven
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven \
    && rm -rf /var/lib/apt/lists/*

FROM ${DEBIAN_IMAGE} AS postgres
# With the number of the user that the image "postgres" has.
RUN groupadd --system --gid 999 postgres \
    && useradd --system --uid 999 --gid postgres --home-dir /var/lib/postgresql postgres \
    && apt-get update \
    && apt-get install -y --no-install-recommends postgresql-15 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o postgres -g postgres -m 0700 /var/lib/postgresql/data
ENV PATH=/usr/lib/postgresql/15/bin:$PATH PGDATA=/var/lib/postgresql/data
COPY docker/local-postgres /usr/local/bin/
VOLUME /var/lib/postgresql/data
EXPOSE 5432
USER 999:999
ENTRYPOINT ["local-postgres"]
