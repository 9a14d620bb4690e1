CREATE TABLE "cooperation_batches" (
	"id" text PRIMARY KEY NOT NULL,
	"pair" text NOT NULL,
	"needs" integer NOT NULL,
	"offers" integer NOT NULL,
	"paired" integer NOT NULL,
	"total" integer NOT NULL,
	"result" jsonb NOT NULL,
	"input_hash" text NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cooperation_listing_majors" (
	"listing_id" text NOT NULL,
	"major_code" text NOT NULL,
	CONSTRAINT "cooperation_listing_majors_listing_id_major_code_pk" PRIMARY KEY("listing_id","major_code")
);
--> statement-breakpoint
CREATE TABLE "cooperation_listing_occupations" (
	"listing_id" text NOT NULL,
	"occupation_code" text NOT NULL,
	CONSTRAINT "cooperation_listing_occupations_listing_id_occupation_code_pk" PRIMARY KEY("listing_id","occupation_code")
);
--> statement-breakpoint
CREATE TABLE "cooperation_listings" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"pair" text NOT NULL,
	"side" text NOT NULL,
	"resource" text,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"chain_id" text,
	"region_code" text,
	"from_on" text NOT NULL,
	"to_on" text NOT NULL,
	"capacity" integer,
	"one_to_one" boolean NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cooperation_milestones" (
	"id" text PRIMARY KEY NOT NULL,
	"cooperation_id" text NOT NULL,
	"title" text NOT NULL,
	"due_on" text NOT NULL,
	"done_on" text,
	"note" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cooperations" (
	"id" text PRIMARY KEY NOT NULL,
	"pair" text NOT NULL,
	"need_id" text NOT NULL,
	"offer_id" text NOT NULL,
	"need_organisation_id" text NOT NULL,
	"offer_organisation_id" text NOT NULL,
	"begun_by" text NOT NULL,
	"batch_id" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"score" double precision NOT NULL,
	"parts" jsonb NOT NULL,
	"invited_by" text,
	"proposed_by" text,
	"terms" text,
	"agreed_capacity" integer,
	"agreed_from" text,
	"agreed_to" text,
	"outcome" text,
	"outcome_note" text,
	"over" text DEFAULT '' NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"agreed_at" timestamp (3) with time zone,
	"over_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "graduate_tracks" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"school_id" text NOT NULL,
	"year" integer NOT NULL,
	"months" integer NOT NULL,
	"asked" integer NOT NULL,
	"local_job" integer NOT NULL,
	"other_region" integer NOT NULL,
	"further_study" integer NOT NULL,
	"military" integer NOT NULL,
	"unemployed" integer NOT NULL,
	"in_field" integer,
	"wage_to_3000" integer,
	"wage_to_5000" integer,
	"wage_to_8000" integer,
	"wage_to_12000" integer,
	"wage_over_12000" integer,
	"satisfied_1" integer,
	"satisfied_2" integer,
	"satisfied_3" integer,
	"satisfied_4" integer,
	"satisfied_5" integer,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cooperation_listing_majors" ADD CONSTRAINT "cooperation_listing_majors_listing_id_cooperation_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."cooperation_listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listing_majors" ADD CONSTRAINT "cooperation_listing_majors_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listing_occupations" ADD CONSTRAINT "cooperation_listing_occupations_listing_id_cooperation_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."cooperation_listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listing_occupations" ADD CONSTRAINT "cooperation_listing_occupations_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listings" ADD CONSTRAINT "cooperation_listings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listings" ADD CONSTRAINT "cooperation_listings_chain_id_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listings" ADD CONSTRAINT "cooperation_listings_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_milestones" ADD CONSTRAINT "cooperation_milestones_cooperation_id_cooperations_id_fk" FOREIGN KEY ("cooperation_id") REFERENCES "public"."cooperations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_need_id_cooperation_listings_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."cooperation_listings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_offer_id_cooperation_listings_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."cooperation_listings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_need_organisation_id_organisations_id_fk" FOREIGN KEY ("need_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_offer_organisation_id_organisations_id_fk" FOREIGN KEY ("offer_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_batch_id_cooperation_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."cooperation_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "graduate_tracks" ADD CONSTRAINT "graduate_tracks_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "graduate_tracks" ADD CONSTRAINT "graduate_tracks_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cooperation_batches_pair_idx" ON "cooperation_batches" USING btree ("pair","id");--> statement-breakpoint
CREATE INDEX "cooperation_listing_majors_idx" ON "cooperation_listing_majors" USING btree ("major_code");--> statement-breakpoint
CREATE INDEX "cooperation_listing_occupations_idx" ON "cooperation_listing_occupations" USING btree ("occupation_code");--> statement-breakpoint
CREATE INDEX "cooperation_listings_state_idx" ON "cooperation_listings" USING btree ("pair","side","state","id");--> statement-breakpoint
CREATE INDEX "cooperation_listings_organisation_idx" ON "cooperation_listings" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "cooperation_listings_chain_idx" ON "cooperation_listings" USING btree ("chain_id","id");--> statement-breakpoint
CREATE INDEX "cooperation_milestones_idx" ON "cooperation_milestones" USING btree ("cooperation_id","due_on","id");--> statement-breakpoint
CREATE INDEX "cooperation_milestones_due_idx" ON "cooperation_milestones" USING btree ("due_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "cooperations_standing_idx" ON "cooperations" USING btree ("need_id","offer_id","over");--> statement-breakpoint
CREATE INDEX "cooperations_offer_idx" ON "cooperations" USING btree ("offer_id","id");--> statement-breakpoint
CREATE INDEX "cooperations_need_organisation_idx" ON "cooperations" USING btree ("need_organisation_id","id");--> statement-breakpoint
CREATE INDEX "cooperations_offer_organisation_idx" ON "cooperations" USING btree ("offer_organisation_id","id");--> statement-breakpoint
CREATE INDEX "cooperations_state_idx" ON "cooperations" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "graduate_tracks_key_idx" ON "graduate_tracks" USING btree ("programme_id","year","months","id");--> statement-breakpoint
CREATE INDEX "graduate_tracks_school_idx" ON "graduate_tracks" USING btree ("school_id","year","months","id");--> statement-breakpoint
CREATE INDEX "graduate_tracks_batch_idx" ON "graduate_tracks" USING btree ("batch_id");