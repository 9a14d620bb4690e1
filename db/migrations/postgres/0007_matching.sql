CREATE TABLE "placement_ranking_batches" (
	"batch_id" text NOT NULL,
	"post_id" text NOT NULL,
	"version" integer NOT NULL,
	"unranked" text NOT NULL,
	"places" jsonb NOT NULL,
	CONSTRAINT "placement_ranking_batches_batch_id_post_id_pk" PRIMARY KEY("batch_id","post_id")
);
--> statement-breakpoint
ALTER TABLE "placement_candidates" ADD COLUMN "batch_id" text;--> statement-breakpoint
ALTER TABLE "placement_rounds" ADD COLUMN "opens_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "placement_rounds" ADD COLUMN "closes_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "placement_rounds" ADD COLUMN "simulated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "placement_rounds" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "placement_ranking_batches" ADD CONSTRAINT "placement_ranking_batches_post_id_placement_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."placement_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "placement_candidates_batch_idx" ON "placement_candidates" USING btree ("batch_id");